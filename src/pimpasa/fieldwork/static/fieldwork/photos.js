// Shrinks photos on the phone and sends each by itself, again if need be. Without it the form sends one photo whole.
(function () {
  try {
    // This page is shown once an activity has arrived, so nothing of it is left to keep on the phone.
    Object.keys(localStorage).forEach(function (name) {
      if (name.indexOf("pimpasa-draf:") === 0) localStorage.removeItem(name);
    });
  } catch (none) {
    // No storage: nothing was kept.
  }
  var form = document.querySelector("form[data-photos]");
  if (!form || !window.fetch || !window.Promise || !window.crypto) return;
  var input = form.querySelector("input[type=file]");
  var news = form.querySelector("[data-news]");
  var LONGEST = 1600;
  var TRIES = 3;
  input.multiple = true;

  function newKey() {
    // UUID version 7, written out because older phones and plain HTTP have no randomUUID.
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    var now = Date.now();
    for (var at = 5; at >= 0; at--) {
      bytes[at] = now % 256;
      now = Math.floor(now / 256);
    }
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    return Array.prototype.map.call(bytes, function (byte, place) {
      return ([4, 6, 8, 10].indexOf(place) >= 0 ? "-" : "") + ("0" + byte.toString(16)).slice(-2);
    }).join("");
  }

  function shrunk(file) {
    // Browsers that do not turn a picture upright by themselves send it whole; the server turns it.
    if (!window.createImageBitmap || !window.CSS || !CSS.supports("image-orientation", "from-image")) return Promise.resolve(file);
    return createImageBitmap(file).then(function (picture) {
      var scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) {
        canvas.toBlob(function (blob) { done(blob && blob.size < file.size ? blob : file); }, "image/jpeg", 0.82);
      });
    }).catch(function () { return file; });
  }

  function send(body, tries) {
    return fetch(form.action, { method: "POST", body: body, headers: { Accept: "application/json" }, credentials: "same-origin" })
      .catch(function (lost) {
        if (tries <= 1) throw lost;
        return new Promise(function (again) { setTimeout(again, 2000); }).then(function () { return send(body, tries - 1); });
      });
  }

  function sendOne(file) {
    return shrunk(file).then(function (small) {
      var body = new FormData();
      body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
      body.append("key", newKey());
      if (form.querySelector("[name=is_sign_up_sheet]").checked) body.append("is_sign_up_sheet", "on");
      body.append("photo", small, "foto.jpg");
      return send(body, TRIES);
    }).then(function (answer) {
      if (answer.ok) return;
      return answer.json().then(function (told) { throw new Error(told.error); }, function () { throw new Error(form.dataset.failed); });
    });
  }

  function sendAll(files) {
    var chain = Promise.resolve();
    files.forEach(function (file, place) {
      chain = chain.then(function () {
        news.textContent = form.dataset.sending + " " + (place + 1) + " " + form.dataset.of + " " + files.length;
        return sendOne(file);
      });
    });
    return chain;
  }

  input.addEventListener("change", function () {
    var files = Array.prototype.slice.call(input.files);
    if (!files.length) return;
    sendAll(files).then(function () {
      news.textContent = form.dataset.sent;
      location.reload();
    }, function (trouble) {
      news.textContent = trouble instanceof TypeError ? form.dataset.failed : trouble.message;
      input.value = "";
    });
  });
})();

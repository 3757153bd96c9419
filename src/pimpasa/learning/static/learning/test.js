// Keeps the answers of a test on this phone until the server has counted them. Without it the form is sent as forms are.
(function () {
  if (!window.fetch || !window.URLSearchParams || !window.AbortController) return;
  var form = document.querySelector("form[data-test]");
  var unsent = document.querySelector("[data-unsent]");
  var OUTBOX = "pimpasa-tes-kirim";
  var WAIT = 15000;
  var isSending = false;

  function read(place, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(place)) || otherwise;
    } catch (none) {
      return otherwise;
    }
  }

  function write(place, value) {
    try {
      if (value === null) localStorage.removeItem(place);
      else localStorage.setItem(place, JSON.stringify(value));
      return true;
    } catch (full) {
      return false;
    }
  }

  // --- what waits to be sent ---

  function keep(entry) {
    var all = read(OUTBOX, []).filter(function (one) { return one.id !== entry.id; });
    var kept = write(OUTBOX, all.concat([entry]));
    show();
    return kept;
  }

  function forget(id) {
    write(OUTBOX, read(OUTBOX, []).filter(function (one) { return one.id !== id; }));
    show();
  }

  function show() {
    if (!unsent) return;
    var all = read(OUTBOX, []).filter(function (one) { return one.id !== underway; });
    unsent.hidden = !all.length;
    unsent.querySelector("[data-number]").textContent = all.length;
    var list = unsent.querySelector("[data-list]");
    list.textContent = "";
    all.forEach(function (entry) {
      var line = document.createElement("li");
      line.textContent = entry.title + (entry.token ? ", " + entry.token : "");
      if (entry.error) {
        line.appendChild(document.createElement("br"));
        line.appendChild(document.createTextNode(unsent.dataset.refused + " " + entry.error + " "));
        var button = document.createElement("button");
        button.type = "button";
        button.className = "plain";
        button.textContent = unsent.dataset.delete;
        button.addEventListener("click", function () { forget(entry.id); });
        line.appendChild(button);
      }
      list.appendChild(line);
    });
  }

  // Gives {status, told}; status 0: nothing came back, or the server was in trouble.
  function post(entry, isLate) {
    var body = new URLSearchParams();
    entry.fields.forEach(function (pair) { body.append(pair[0], pair[1]); });
    if (isLate) body.append("terlambat", "1");
    var stop = new AbortController();
    var clock = setTimeout(function () { stop.abort(); }, WAIT);
    return fetch(entry.url, { method: "POST", body: body, headers: { Accept: "application/json" }, credentials: "omit", signal: stop.signal })
      .then(function (answer) {
        if (answer.status >= 500) return { status: 0 };
        return answer.json().then(function (told) { return { status: answer.status, told: told }; });
      })
      .catch(function () { return { status: 0 }; })
      .then(function (result) {
        clearTimeout(clock);
        return result;
      });
  }

  function sendKept() {
    if (isSending) return;
    var waiting = read(OUTBOX, []).filter(function (entry) { return !entry.error && entry.id !== underway; });
    if (!waiting.length) return show();
    isSending = true;
    post(waiting[0], true).then(function (result) {
      isSending = false;
      if (!result.status) return show();
      if (result.status < 300) forget(waiting[0].id);
      else keep(Object.assign({}, waiting[0], { error: result.told.error }));
      sendKept();
    });
  }

  // --- the test on this page ---

  var underway = "";
  if (unsent) {
    unsent.querySelector("[data-send]").addEventListener("click", function () {
      write(OUTBOX, read(OUTBOX, []).map(function (entry) { return Object.assign({}, entry, { error: "" }); }));
      sendKept();
    });
    window.addEventListener("online", sendKept);
    sendKept();
  }
  if (!form) return;
  var draft = "pimpasa-tes:" + form.dataset.test;
  var done = document.querySelector("[data-done]");
  var refusal = document.querySelector("[data-refusal]");
  var button = form.querySelector("button");

  function fields() {
    return Array.from(new FormData(form)).filter(function (pair) { return typeof pair[1] === "string"; });
  }

  function value(name) {
    var found = fields().filter(function (pair) { return pair[0] === name; });
    return found.length ? found[0][1] : "";
  }

  function fill(pairs) {
    Array.prototype.forEach.call(form.elements, function (field) {
      var values = pairs.filter(function (pair) { return pair[0] === field.name; }).map(function (pair) { return pair[1]; });
      if (field.type === "radio") field.checked = values.indexOf(field.value) >= 0;
      else if (field.name === "angka") field.value = values[0] || "";
    });
  }

  // UUIDv7: the time first, then chance.
  function newKey() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    var now = Date.now();
    for (var place = 5; place >= 0; place--) {
      bytes[place] = now % 256;
      now = Math.floor(now / 256);
    }
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    var hex = Array.from(bytes).map(function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  function refuse(words) {
    refusal.hidden = !words;
    refusal.querySelector("p").textContent = words;
    if (words) refusal.scrollIntoView();
  }

  function finish(words, more, token) {
    write(draft, null);
    form.hidden = true;
    done.hidden = false;
    done.querySelector("h2").textContent = words;
    done.querySelector("[data-more]").textContent = more;
    var remember = done.querySelector("[data-remember]");
    remember.hidden = !token;
    remember.querySelector("strong").textContent = token;
    done.querySelector("h2").focus();
  }

  function tokenWords() {
    var chosen = form.querySelector(".pick:checked");
    if (!chosen || !chosen.value) return "";
    return form.querySelector("label[for=" + chosen.id + "] span").textContent + " " + value("angka");
  }

  form.addEventListener("input", function () { write(draft, fields()); });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    refuse("");
    var entry = { id: value("id"), url: location.pathname, title: document.title.split(" · ")[0], token: tokenWords() };
    entry.fields = fields().concat([["waktu", new Date().toISOString()]]);
    underway = entry.id;
    // Kept before it is sent, so that nothing that happens in between can lose it.
    var isKept = keep(entry);
    if (isKept) write(draft, null);
    button.disabled = true;
    post(entry, false).then(function (result) {
      underway = "";
      button.disabled = false;
      if (!result.status && !isKept) return refuse(done.dataset.lost);
      if (!result.status) {
        show();
        return finish(done.dataset.kept, done.dataset.later, entry.token);
      }
      forget(entry.id);
      if (result.status < 300) return finish(done.dataset.counted, result.told.counted, result.told.token);
      if (result.told.code === "other") form.elements.id.value = newKey();
      write(draft, fields());
      refuse(result.told.error);
    });
  });

  done.querySelector("[data-next]").addEventListener("click", function () {
    fill([]);
    form.elements.id.value = newKey();
    form.elements.cara.value = "shared";
    done.hidden = true;
    form.hidden = false;
    document.getElementById("judul").focus();
    window.scrollTo(0, 0);
    sendKept();
  });

  if (!("hasErrors" in form.dataset)) fill(read(draft, fields()));
})();

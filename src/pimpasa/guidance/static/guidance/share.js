// Adds buttons to copy the message, and to hand it to another app where the phone can. Without it the text is still there.
(function () {
  var text = document.getElementById("teks");
  var place = document.getElementById("salin");
  var news = document.getElementById("salin-kabar");
  if (!text || !place) return;

  function button(words, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    place.appendChild(made);
  }

  function tell() {
    news.textContent = place.dataset.copied;
  }

  function copyOldWay() {
    text.focus();
    text.select();
    if (document.execCommand("copy")) tell();
  }

  button(place.dataset.copy, function () {
    // The clipboard needs a secure page; a village PC serves plain HTTP.
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text.value).then(tell, copyOldWay);
    } else {
      copyOldWay();
    }
  });

  if (navigator.share) {
    button(place.dataset.share, function () {
      // Closing the phone's own window is not an error to speak of.
      navigator.share({ title: place.dataset.title, text: text.value }).catch(function () {});
    });
  }
})();

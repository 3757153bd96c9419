// Looks for later answers; everything else on the page works without this file.
(function () {
  var form = document.querySelector(".chat");
  var log = form && form.querySelector(".log");
  if (!log || !window.fetch) return;
  function last() {
    var parts = log.querySelectorAll("[data-last]");
    return parts.length ? parts[parts.length - 1].dataset.last : "0";
  }
  function look() {
    if (document.hidden) return;
    fetch(form.dataset.new + "?after=" + last(), { credentials: "same-origin" })
      .then(function (answer) { return answer.status === 200 ? answer.text() : ""; })
      .then(function (words) {
        if (!words) return;
        log.querySelectorAll(".choices").forEach(function (old) { old.remove(); });
        log.insertAdjacentHTML("beforeend", words);
      })
      .catch(function () { /* no signal: it looks again later */ });
  }
  setInterval(look, 10000);
  document.addEventListener("visibilitychange", look);
})();

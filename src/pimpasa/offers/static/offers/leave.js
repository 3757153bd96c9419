// Leaves at once, with nothing of this page behind the "back" button. Without it the link leaves all the same.
(function () {
  var link = document.getElementById("tinggalkan");
  if (!link) return;

  // The browser forgets what was sent to this page, so that neither "reload" nor "back" sends it again.
  if (window.history.replaceState) window.history.replaceState(null, "", window.location.pathname);

  function wipe() {
    var typed = document.querySelectorAll("textarea, input[type=hidden]");
    for (var i = 0; i < typed.length; i++) typed[i].value = "";
  }

  link.addEventListener("click", function (event) {
    event.preventDefault();
    document.getElementById("isi").textContent = "";
    window.location.replace(link.href);
  });
  window.addEventListener("pagehide", wipe);
})();

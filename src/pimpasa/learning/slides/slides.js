// One slide at a time, by keys, buttons or finger. Without this the file is a page to scroll through.
(function () {
  var slides = [].slice.call(document.querySelectorAll(".slide"));
  var body = document.body, root = document.documentElement, said = document.getElementById("said"), at = 0;

  // The words as large as the slide holds, since somebody sits in the last row; never smaller than half.
  function fit(slide) {
    var words = slide.querySelector(".words"), size = 1.5;
    var room = window.innerHeight * (body.classList.contains("with-notes") ? 0.62 : 1);
    words.style.fontSize = "";
    if (window.innerWidth < 700) return;
    do {
      words.style.fontSize = size + "em";
      size -= 0.05;
    } while (size > 0.5 && (slide.offsetHeight > room + 1 || words.scrollWidth > words.clientWidth));
  }

  function show(number) {
    at = Math.max(0, Math.min(slides.length - 1, number));
    slides.forEach(function (slide, place) { slide.classList.toggle("here", place === at); });
    window.scrollTo(0, 0);
    fit(slides[at]);
    document.getElementById("number").textContent = (at + 1) + " / " + slides.length;
    said.textContent = slides[at].getAttribute("aria-label");
    document.getElementById("back").disabled = at === 0;
    document.getElementById("on").disabled = at === slides.length - 1;
    try { history.replaceState(null, "", "#" + (at + 1)); } catch (error) { /* Some phones forbid it for files. */ }
  }

  function toggleNotes() {
    var open = body.classList.toggle("with-notes");
    document.getElementById("notes").setAttribute("aria-pressed", String(open));
    fit(slides[at]);
  }

  function toggleScreen() {
    var leave = document.exitFullscreen || document.webkitExitFullscreen;
    var enter = root.requestFullscreen || root.webkitRequestFullscreen;
    if (document.fullscreenElement || document.webkitFullscreenElement) leave.call(document);
    else if (enter) enter.call(root);
  }

  function back() { show(at - 1); }
  function on() { show(at + 1); }
  var KEYS = {
    ArrowRight: on, ArrowDown: on, PageDown: on, " ": on, Enter: on,
    ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back,
    Home: function () { show(0); }, End: function () { show(slides.length - 1); },
    n: toggleNotes, f: toggleScreen
  };

  document.addEventListener("keydown", function (event) {
    var key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    var act = event.shiftKey && key === " " ? back : KEYS[key];
    var pressesButton = event.target.closest("button, a") && (key === " " || key === "Enter");
    var scrolls = /^Arrow(Up|Down)$/.test(key) && root.scrollHeight > window.innerHeight + 2;
    if (!act || pressesButton || scrolls || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act();
  });

  var from = null;
  document.addEventListener("touchstart", function (event) { from = event.touches.length === 1 ? event.touches[0] : null; });
  document.addEventListener("touchend", function (event) {
    var to = event.changedTouches[0];
    if (!from || Math.abs(to.clientX - from.clientX) < 50 || Math.abs(to.clientX - from.clientX) < Math.abs(to.clientY - from.clientY)) return;
    if (to.clientX < from.clientX) on(); else back();
    from = null;
  });

  document.getElementById("back").addEventListener("click", back);
  document.getElementById("on").addEventListener("click", on);
  document.getElementById("notes").addEventListener("click", toggleNotes);
  document.getElementById("screen").addEventListener("click", toggleScreen);
  window.addEventListener("resize", function () { fit(slides[at]); });
  window.addEventListener("hashchange", function () { show(parseInt(location.hash.slice(1), 10) - 1 || 0); });
  body.classList.add("playing");
  show(parseInt(location.hash.slice(1), 10) - 1 || 0);
})();

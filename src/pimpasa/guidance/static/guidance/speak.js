// Reads the answer aloud where the device has a voice. Without one no button appears, and nothing is missing.
(function () {
  var script = document.currentScript;
  var speech = window.speechSynthesis;
  var main = document.getElementById("isi");
  if (!speech || !window.SpeechSynthesisUtterance || !main) return;
  var button = null;

  function voiceFor(language) {
    var voices = speech.getVoices();
    for (var i = 0; i < voices.length; i++) {
      if (voices[i].lang.toLowerCase().replace("_", "-").indexOf(language) === 0) return voices[i];
    }
    return null;
  }

  // The headings and facts that are shown; folded parts, numbers of sources and forms are left out.
  function lines() {
    var found = [];
    var parts = main.querySelectorAll("h1, h2, p.lead, p.price, .notice p, .card p, .either > p, li, tr");
    for (var i = 0; i < parts.length; i++) {
      var part = parts[i];
      if (part.closest("form, details:not([open]), [data-speak-off], .sources, .answers, nav") || part.querySelector("li")) continue;
      var copy = part.cloneNode(true);
      var refs = copy.querySelectorAll(".ref, .hidden, input, button, summary");
      for (var j = 0; j < refs.length; j++) refs[j].parentNode.removeChild(refs[j]);
      var text = copy.textContent.replace(/\s+/g, " ").trim();
      if (text) found.push(text);
    }
    return found;
  }

  function show(reading) {
    button.textContent = reading ? script.dataset.stop : script.dataset.label;
    button.setAttribute("aria-pressed", String(reading));
  }

  function stop() {
    speech.cancel();
    show(false);
  }

  function start() {
    var language = script.dataset.language || document.documentElement.lang || "id";
    var voice = voiceFor(language);
    var texts = lines();
    speech.cancel();
    show(true);
    texts.forEach(function (text, place) {
      var said = new SpeechSynthesisUtterance(text);
      said.lang = voice ? voice.lang : language === "en" ? "en" : "id-ID";
      if (voice) said.voice = voice;
      if (place === texts.length - 1) said.onend = function () { show(false); };
      speech.speak(said);
    });
  }

  function offer() {
    if (button || !speech.getVoices().length) return;
    button = document.createElement("button");
    button.type = "button";
    button.className = "second noprint";
    button.addEventListener("click", function () {
      if (button.getAttribute("aria-pressed") === "true") stop();
      else start();
    });
    show(false);
    var title = main.querySelector("h1");
    title.parentNode.insertBefore(button, title.nextSibling);
  }

  offer();
  // Some browsers learn their voices only after the page is there.
  speech.onvoiceschanged = offer;
  window.addEventListener("pagehide", function () { speech.cancel(); });
})();

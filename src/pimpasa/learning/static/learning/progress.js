// Shows beside each lesson what this device remembers of its quiz, and forgets it when asked.
(function () {
  var words = document.currentScript.dataset;
  var PREFIX = "pimpasa-kuis-";
  var found = [];

  function remembered(row) {
    try {
      var kept = JSON.parse(localStorage.getItem(PREFIX + row.dataset.lesson));
      return kept && kept.version === row.dataset.version && kept.done ? kept : null;
    } catch (error) {
      return null;
    }
  }

  function show(row, kept) {
    var line = document.createElement("small");
    line.textContent = words.words.replace("{benar}", kept.right).replace("{semua}", kept.count);
    row.querySelector("a").appendChild(line);
    found.push(line);
  }

  function forget(box) {
    Object.keys(localStorage).forEach(function (key) { if (key.indexOf(PREFIX) === 0) localStorage.removeItem(key); });
    found.forEach(function (line) { line.remove(); });
    box.remove();
  }

  function offerToForget(list) {
    var box = document.createElement("p"), button = document.createElement("button");
    box.className = "muted";
    box.textContent = words.note + " ";
    button.type = "button";
    button.className = "plain";
    button.textContent = words.forget;
    button.addEventListener("click", function () { forget(box); });
    box.appendChild(button);
    list.parentNode.insertBefore(box, list);
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-lesson]"), function (row) {
    var kept = remembered(row);
    if (kept) show(row, kept);
  });
  if (found.length) offerToForget(document.querySelector("ol.lessons"));
})();

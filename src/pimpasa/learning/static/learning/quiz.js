// Remembers on this device how far somebody is in a quiz. Without it the quiz works the same and remembers nothing.
(function () {
  var about = document.currentScript.dataset;
  var KEY = "pimpasa-kuis-" + about.lesson;
  var given = {}, count = 0;
  Array.prototype.forEach.call(document.querySelectorAll("input[data-answer]"), function (field) {
    given[field.name] = field.value;
    count += 1;
  });

  function kept() {
    try {
      var found = JSON.parse(localStorage.getItem(KEY));
      return found && found.version === about.version ? found : null;
    } catch (error) {
      return null;
    }
  }

  function keep() {
    var all = Number(about.count);
    var value = { version: about.version, answers: given, right: Number(about.right), count: all, done: count === all };
    try { localStorage.setItem(KEY, JSON.stringify(value)); } catch (error) { /* A full or closed store keeps nothing. */ }
  }

  function button(words, look, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = look;
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  // Sends what was kept, without the question in hand.
  function goOn(earlier) {
    var form = document.createElement("form");
    form.method = "post";
    Object.keys(earlier.answers).forEach(function (name) {
      var field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = earlier.answers[name];
      form.appendChild(field);
    });
    document.body.appendChild(form);
    form.submit();
  }

  function offer(earlier) {
    var box = document.createElement("p");
    box.className = "notice actions";
    box.appendChild(document.createTextNode(about.note));
    box.appendChild(button(about.goOn, "second", function () { goOn(earlier); }));
    box.appendChild(button(about.forget, "plain", function () { localStorage.removeItem(KEY); box.remove(); }));
    var form = document.getElementById("kuis");
    form.parentNode.insertBefore(box, form);
  }

  if (count) keep();
  else if (kept() && !kept().done && document.getElementById("kuis")) offer(kept());
})();

/* Suggestions under the village field. Without this script, or when it fails, the form still searches. */
(function () {
  "use strict";
  var WAIT = 150;

  function enhance(form) {
    var input = form.querySelector("input[name=q]");
    var status = form.querySelector("[data-village-count]");
    var list = document.createElement("ul");
    var options = [], active = -1, asked = 0, timer = 0;

    list.id = input.id + "-list";
    list.className = "list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.querySelector("label").textContent);
    input.parentNode.insertBefore(list, input.nextSibling);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function activate(place) {
      active = place;
      options.forEach(function (option, index) {
        option.setAttribute("aria-selected", index === active ? "true" : "false");
      });
      if (active < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    }

    function go(option) {
      window.location.assign(form.dataset.link.replace(form.dataset.code, option.dataset.code));
    }

    function optionFor(village, index) {
      var option = document.createElement("li");
      var where = document.createElement("small");
      option.id = list.id + "-" + index;
      option.dataset.code = village.code;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.appendChild(document.createTextNode(village.village));
      where.textContent = [village.district, village.regency, village.province].join(", ");
      option.appendChild(where);
      option.addEventListener("click", function () { go(option); });
      return option;
    }

    function show(villages) {
      list.textContent = "";
      options = villages.map(optionFor);
      options.forEach(function (option) { list.appendChild(option); });
      close();
      list.hidden = options.length === 0;
      input.setAttribute("aria-expanded", options.length ? "true" : "false");
      status.textContent = options.length ? status.dataset.many.replace("{n}", options.length) : status.dataset.none;
    }

    function ask() {
      var query = input.value.trim(), turn = ++asked;
      if (query.length < 2) {
        close();
        return;
      }
      fetch(form.dataset.source + "?q=" + encodeURIComponent(query))
        .then(function (answer) { return answer.ok ? answer.json() : { villages: [] }; })
        // A slow answer to an earlier text must not replace a newer one.
        .then(function (found) { if (turn === asked) { show(found.villages); } })
        .catch(close);
    }

    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        close();
      } else if (list.hidden) {
        return;
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        var step = event.key === "ArrowDown" ? 1 : -1;
        event.preventDefault();
        activate(active + step < -1 ? options.length - 1 : active + step >= options.length ? -1 : active + step);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        go(options[active]);
      }
    });
    // Keeps the field focused while a suggestion is clicked, so that the list is still there.
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    input.addEventListener("blur", close);
  }

  if (window.fetch) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-village-picker]"), enhance);
  }
})();

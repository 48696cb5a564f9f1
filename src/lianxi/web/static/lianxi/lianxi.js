// Small helps; every page works without them.
(function () {
  "use strict";
  // a form is sent once: its buttons rest after the first press
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method === "get" || form.dataset.again === "yes") return;
    window.setTimeout(function () {
      form.querySelectorAll("button:not([type=button])").forEach(function (button) { button.disabled = true; });
    }, 0);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form button[disabled]").forEach(function (button) { button.disabled = false; });
  });
  // a link into a folded part opens it
  function unfold() {
    var id = decodeURIComponent(window.location.hash.slice(1));
    var target = id && document.getElementById(id);
    for (var part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    if (target) target.scrollIntoView();
  }
  window.addEventListener("hashchange", unfold);
  unfold();
  // choosing a past day shows it at once
  document.querySelectorAll(".as-of input[type=date]").forEach(function (input) {
    input.addEventListener("change", function () { if (input.value) input.form.submit(); });
  });
  // many units are ticked at once
  document.querySelectorAll(".pick-units fieldset").forEach(function (set) {
    var boxes = Array.prototype.slice.call(set.querySelectorAll("input[type=checkbox]"));
    if (boxes.length < 6) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn small all";
    function allTicked() { return boxes.every(function (box) { return box.checked; }); }
    function name() { button.textContent = allTicked() ? "全不选" : "全选"; }
    button.addEventListener("click", function () {
      var ticked = !allTicked();
      boxes.forEach(function (box) { box.checked = ticked; });
      name();
    });
    set.addEventListener("change", name);
    name();
    set.insertBefore(button, set.querySelector("legend").nextSibling);
  });
  // a part that takes its own time comes after the page; without it the link in its place leads there
  document.querySelectorAll("[data-part]").forEach(function (place) {
    fetch(place.dataset.part, { credentials: "same-origin", redirect: "error" }).then(function (answer) {
      if (!answer.ok) return;
      answer.text().then(function (text) { place.innerHTML = text; });
    }).catch(function () {});
  });
  // a draft of a report is gone once it was sent, or when its 24 hours are over (report.js)
  try {
    var until = Number(localStorage.getItem("lianxi-draft-until"));
    if (document.querySelector("[data-draft-sent]") || (until && Date.now() >= until)) {
      localStorage.removeItem("lianxi-draft-until");
      indexedDB.deleteDatabase("lianxi-draft");
    }
  } catch (none) { /* no storage, no draft */ }
  // a one-time link is taken whole
  document.querySelectorAll("[data-whole]").forEach(function (field) {
    field.addEventListener("focus", function () { field.select(); });
  });
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.addEventListener("click", function () {
      var field = document.getElementById(button.dataset.copy);
      field.focus();
      field.select();
      var said = function () { button.textContent = "已复制"; };
      if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(said);
      else if (document.execCommand("copy")) said();
    });
  });
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
})();

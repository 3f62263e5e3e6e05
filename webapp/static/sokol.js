/* Small helps; every page works without them. */
(function () {
  "use strict";
  var doc = document;
  var body = doc.body;
  var shown = new Date();

  // A second click on a sent form does nothing; the button says so to a screen reader.
  doc.addEventListener("submit", function (event) {
    var form = event.target;
    if ((form.method || "").toLowerCase() !== "post") { return; }
    if (event.submitter && event.submitter.formTarget) { return; } // a trial in a frame: the form itself stays to be sent
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 8000) { event.preventDefault(); return; }
    if (/sign-out/.test(form.action)) { clear(); return; }
    if (!navigator.onLine) {
      event.preventDefault();
      keep(form);
      if (form.hasAttribute("data-keep")) { hold(form, event.submitter).then(function () { strip(body.dataset.offlineKept || ""); }, function () { strip(body.dataset.offline || ""); }); }
      return;
    }
    form.dataset.sent = String(Date.now());
    var button = event.submitter;
    if (button) { setTimeout(function () { button.setAttribute("aria-disabled", "true"); }, 0); }
    forget(form);
  });
  window.addEventListener("pageshow", function () {
    doc.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
    doc.querySelectorAll("[aria-disabled]").forEach(function (button) { button.removeAttribute("aria-disabled"); });
  });

  // A long side menu stands where one is.
  var current = doc.querySelector(".side [aria-current]");
  if (current && current.offsetTop > current.closest(".side").clientHeight - 80) { current.closest(".side").scrollTop = current.offsetTop - 200; }

  // What is typed is kept on this device until it is sent: text only, never passwords, codes or files.
  function key(form) { return "draft:" + location.pathname + location.search + "#" + form.id; }
  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name && one.name[0] !== "_" && one.name !== "csrf_token" &&
        (one.tagName === "TEXTAREA" || (one.tagName === "INPUT" && /^(text|search|tel|email|date|time|datetime-local)$/.test(one.type))) &&
        !/one-time-code|password|username/.test(one.autocomplete || "");
    });
  }
  function keep(form) {
    var values = {};
    var any = false;
    fields(form).forEach(function (one) { if (one.value !== one.defaultValue) { values[one.name] = one.value; any = true; } });
    try {
      if (any) { localStorage.setItem(key(form), JSON.stringify({ at: Date.now(), values: values })); } else { localStorage.removeItem(key(form)); }
    } catch (error) { /* storage full or closed: nothing to keep in */ }
  }
  function forget(form) { try { localStorage.removeItem(key(form)); } catch (error) { /* closed */ } }
  function restore(form) {
    try {
      var kept = JSON.parse(localStorage.getItem(key(form)) || "null");
      if (!kept || Date.now() - kept.at > 30 * 86400000) { return; }
      fields(form).forEach(function (one) {
        if (kept.values[one.name] !== undefined && one.value === one.defaultValue && !one.value) { one.value = kept.values[one.name]; }
      });
    } catch (error) { /* unreadable: leave the form as it is */ }
  }
  doc.querySelectorAll("form[data-keep]").forEach(function (form) {
    restore(form);
    var timer;
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(function () { if (!form.dataset.sent) { keep(form); } }, 600); });
  });

  // A form that was sent without a connection is held on this device, chosen files included, and goes when the connection
  // is back: by itself while its page is open or opened again, by a link in the strip of every other page. Signing out
  // clears it.
  function store(mode, work) {
    return new Promise(function (done, fail) {
      var asked = indexedDB.open("sokol", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("unsent", { keyPath: "page" }); };
      asked.onerror = fail;
      asked.onsuccess = function () {
        var base = asked.result;
        var request = work(base.transaction("unsent", mode).objectStore("unsent"));
        request.onsuccess = function () { done(request.result); base.close(); };
        request.onerror = function () { fail(request.error); base.close(); };
      };
    });
  }
  function here(form) { return location.pathname + location.search + "#" + form.id; }
  function hold(form, button) {
    var values = [];
    new FormData(form, button).forEach(function (value, name) {
      var input = form.elements[name];
      var secret = input && (input.type === "password" || /one-time-code|password/.test(input.autocomplete || ""));
      if (name !== "csrf_token" && name !== "_token" && !secret && !(value instanceof File && !value.name)) { values.push([name, value]); }
    });
    return store("readwrite", function (all) { return all.put({ page: here(form), at: Date.now(), values: values }); });
  }
  function release(page) { return store("readwrite", function (all) { return all.delete(page); }); }
  function clear() {
    try {
      Object.keys(localStorage).filter(function (one) { return one.indexOf("draft:") === 0; }).forEach(function (one) { localStorage.removeItem(one); });
      indexedDB.deleteDatabase("sokol");
    } catch (error) { /* closed: nothing is kept there */ }
  }
  function fill(form, values) {
    var files = {};
    Array.prototype.forEach.call(form.elements, function (one) { if (one.type === "checkbox" || one.type === "radio") { one.checked = false; } });
    values.forEach(function (pair) {
      var inputs = Array.prototype.filter.call(form.elements, function (one) { return one.name === pair[0]; });
      inputs.forEach(function (one) {
        if (one.type === "file") {
          if (pair[1] instanceof File) { (files[one.name] = files[one.name] || new DataTransfer()).items.add(pair[1]); one.files = files[one.name].files; one.dispatchEvent(new Event("change", { bubbles: true })); }
        } else if (one.type === "checkbox" || one.type === "radio") {
          if (one.value === pair[1]) { one.checked = true; }
        } else if (one.type !== "hidden" && one.tagName !== "BUTTON" && typeof pair[1] === "string") { one.value = pair[1]; }
      });
    });
  }
  function sendHeld() {
    if (!navigator.onLine || !window.indexedDB) { return; }
    store("readonly", function (all) { return all.getAll(); }).then(function (held) {
      held.forEach(function (one) {
        if (Date.now() - one.at > 30 * 86400000) { release(one.page); return; }
        var form = one.page.indexOf(location.pathname + location.search + "#") === 0 && doc.getElementById(one.page.split("#")[1]);
        if (!form) { strip(body.dataset.unsent || "", one.page); return; }
        fill(form, one.values);
        release(one.page).then(function () { form.requestSubmit(); });
      });
    }, function () { /* no store in this browser */ });
  }

  // Connection.
  function strip(text, link) {
    var one = doc.querySelector(".offline-strip");
    if (!text) { if (one) { one.remove(); } return; }
    if (!one) { one = doc.createElement("div"); one.className = "offline-strip"; one.setAttribute("role", "status"); body.insertBefore(one, body.firstChild); }
    one.textContent = text.replace("{time}", shown.toLocaleTimeString(doc.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
    if (link) {
      var anchor = doc.createElement("a");
      anchor.href = link;
      anchor.textContent = one.textContent;
      one.replaceChildren(anchor);
    }
  }
  window.addEventListener("offline", function () { strip(body.dataset.offline || ""); });
  window.addEventListener("online", function () { strip(""); sendHeld(); });
  if (!navigator.onLine) { strip(body.dataset.offline || ""); }
  sendHeld();

  // Keys: / to the search, Ctrl+Enter sends the form one is typing in, Escape closes a menu.
  doc.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test((event.target && event.target.tagName) || "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      var search = doc.querySelector("[data-key='/']") || doc.querySelector(".filters input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      var form = event.target.form;
      if (form && form.matches("main form")) { event.preventDefault(); form.requestSubmit(form.querySelector(".form-foot button") || undefined); }
    }
    if (event.key === "Escape") {
      doc.querySelectorAll("details.drop[open]").forEach(function (one) { one.open = false; one.querySelector("summary").focus(); });
    }
  });
  doc.addEventListener("click", function (event) {
    doc.querySelectorAll("details.drop[open]").forEach(function (one) { if (!one.contains(event.target)) { one.open = false; } });
  });

  // Paper shows what is folded on the screen, also where the style of the page cannot open it.
  addEventListener("beforeprint", function () {
    doc.querySelectorAll(".fold-block:not([open]), .fold-facts:not([open])").forEach(function (one) { one.open = true; one.dataset.printed = ""; });
  });
  addEventListener("afterprint", function () {
    doc.querySelectorAll("[data-printed]").forEach(function (one) { one.open = false; delete one.dataset.printed; });
  });

  // Dragging is a shortcut to the menus: a card to another column, an item to another resource or time. The server decides;
  // until it has, everything stays where it is.
  function say(box, text, link) {
    var old = box.parentNode.querySelector(".said");
    if (old) { old.remove(); }
    var one = doc.createElement("div");
    one.className = "said banner banner-bad";
    one.setAttribute("role", "alert");
    one.tabIndex = -1;
    var word = doc.createElement("span");
    word.textContent = text + " ";
    if (link) { var a = doc.createElement("a"); a.href = link; a.textContent = body.dataset.openForm || ""; word.append(a); }
    one.append(word);
    box.before(one);
    one.focus();
  }
  function token() {
    if (window.crypto.randomUUID) { return window.crypto.randomUUID(); }
    var b = window.crypto.getRandomValues(new Uint8Array(16));
    b[6] = b[6] & 15 | 64; b[8] = b[8] & 63 | 128;
    var h = Array.prototype.map.call(b, function (n) { return (n + 256).toString(16).slice(1); }).join("");
    return h.slice(0, 8) + "-" + h.slice(8, 12) + "-" + h.slice(12, 16) + "-" + h.slice(16, 20) + "-" + h.slice(20);
  }
  function send(box, url, values, form) {
    var act = doc.getElementById("act");
    if (!act) { location.href = form; return; }
    if (!navigator.onLine) { say(box, body.dataset.offlineKept || ""); return; }
    var data = new FormData(act);
    data.set("_token", token());
    Object.keys(values).forEach(function (name) { data.set(name, values[name]); });
    box.setAttribute("aria-busy", "true");
    fetch(url, { method: "POST", body: data, redirect: "manual", credentials: "same-origin" }).then(function (answer) {
      if (answer.type === "opaqueredirect") { location.reload(); return null; }
      if (answer.ok) { location.href = form; return null; }
      return answer.text().then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var why = page.querySelector(".banner-bad, .trouble p, .trouble");
        say(box, why ? why.textContent.replace(/\s+/g, " ").trim() : String(answer.status), form);
      });
    }).catch(function () { say(box, body.dataset.offlineKept || "", form); }).then(function () { box.removeAttribute("aria-busy"); });
  }
  function within(url, values) {
    var parts = url.split("?");
    var query = new URLSearchParams(parts[1] || "");
    Object.keys(values).forEach(function (name) { query.set(name, values[name]); });
    return parts[0] + "?" + query;
  }
  function dragging(box, items, targets, allowed, dropped) {
    var held = null;
    box.querySelectorAll(items).forEach(function (one) { one.draggable = true; });
    box.addEventListener("dragstart", function (event) {
      held = event.target.closest && event.target.closest(items);
      if (!held) { return; }
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", held.textContent.trim().slice(0, 80));
      held.classList.add("dragged");
      box.querySelectorAll(targets).forEach(function (one) { if (!allowed(held, one)) { one.classList.add("drop-no"); } });
    });
    box.addEventListener("dragover", function (event) {
      var target = held && event.target.closest(targets);
      box.querySelectorAll(".drop-here").forEach(function (one) { if (one !== target) { one.classList.remove("drop-here"); } });
      if (!target || !allowed(held, target)) { return; }
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      target.classList.add("drop-here");
    });
    box.addEventListener("drop", function (event) {
      var target = held && event.target.closest(targets);
      if (target && allowed(held, target)) { event.preventDefault(); dropped(held, target); }
    });
    box.addEventListener("dragend", function () {
      held = null;
      box.querySelectorAll(".dragged, .drop-here, .drop-no").forEach(function (one) { one.classList.remove("dragged", "drop-here", "drop-no"); });
    });
  }
  function movesOf(card, column) { return card.querySelector('[data-to="' + CSS.escape(column.dataset.lane) + '"]'); }
  function wake(root) {
    root.querySelectorAll("[data-board]").forEach(function (board) {
      dragging(board, "[data-card]", ".board-column", movesOf, function (card, column) {
        var move = movesOf(card, column);
        if (move.tagName === "A") { location.href = move.href; return; }
        var url = move.getAttribute("formaction");
        send(board, url, {}, url);
      });
    });
    root.querySelectorAll("[data-calendar]").forEach(function (calendar) {
      dragging(calendar, "[data-item]", "td[data-at]", function () { return true; }, function (item, cell) {
        var row = cell.closest("tr");
        var values = {};
        var before = new URL(item.dataset.form, location.href).searchParams;
        var time = (before.get("start") || "").slice(10) || "T09:00";
        values.start = cell.dataset.at.length > 10 ? cell.dataset.at : cell.dataset.at + time;
        var lane = row.dataset.lane || before.get("resource");
        if (lane) { values.resource = lane; }
        if (values.start === before.get("start") && (values.resource || "") === (before.get("resource") || "")) { return; }
        var form = within(item.dataset.form, values);
        if (!item.hasAttribute("data-direct") || !values.resource) { location.href = form; return; }
        send(calendar, item.dataset.drop, values, form);
      });
    });
  }
  wake(doc);
  doc.addEventListener("htmx:afterSwap", function (event) { wake((event.detail && event.detail.elt && event.detail.elt.parentNode) || doc); });

  // Refusals are read first; a chosen photo is shown at once.
  var wrong = doc.querySelector("[data-focus]");
  if (wrong) { wrong.focus(); }
  doc.addEventListener("change", function (event) {
    var input = event.target;
    if (input.type !== "file" || !input.hasAttribute("data-preview")) { return; }
    var box = input.nextElementSibling;
    if (!box || !box.classList.contains("preview")) { box = doc.createElement("div"); box.className = "preview"; input.after(box); }
    box.textContent = "";
    Array.prototype.slice.call(input.files, 0, 10).forEach(function (file) {
      if (!/^image\//.test(file.type)) { return; }
      var reader = new FileReader();
      reader.onload = function () { var image = doc.createElement("img"); image.alt = file.name; image.src = reader.result; box.append(image); };
      reader.readAsDataURL(file);
    });
  });

  // Live blocks rest while nobody looks, and while somebody types in them.
  doc.addEventListener("htmx:beforeRequest", function (event) {
    var one = event.target;
    if (one.hasAttribute && one.hasAttribute("data-live") && (doc.hidden || one.querySelector(".tick input:checked") || one.contains(doc.activeElement) && doc.activeElement !== one)) { event.preventDefault(); }
  });

  doc.querySelectorAll("[data-keep-links]").forEach(function (button) {
    if (!navigator.serviceWorker || !window.isSecureContext) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      var links = Array.from(button.closest("section").querySelectorAll(".cards h3 a"), function (one) { return one.href; });
      var channel = new MessageChannel();
      button.disabled = true;
      channel.port1.onmessage = function (event) { if (event.data === "kept") { button.textContent = button.dataset.keepLinks; } else { button.disabled = false; } };
      navigator.serviceWorker.ready.then(function (ready) { ready.active.postMessage({ keep: links }, [channel.port2]); });
    });
  });

  if ("serviceWorker" in navigator && window.isSecureContext) { navigator.serviceWorker.register("/service-worker.js").catch(function () { /* works without */ }); }
})();

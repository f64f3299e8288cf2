import { openStorage } from "@genkan/shell";
import { beforeEach, expect, test, vi } from "vitest";
import { Shortcuts } from "./shortcuts";

function open() {
  const shortcuts = new Shortcuts(openStorage("local"));
  const page = new EventTarget();
  shortcuts.listen(page as Window);
  const press = (key: string, more: KeyboardEventInit = {}, target: Element = document.body) => {
    const event = new KeyboardEvent("keydown", { key, cancelable: true, ...more });
    Object.defineProperty(event, "target", { value: target });
    page.dispatchEvent(event);
    return event;
  };
  return { shortcuts, press };
}

beforeEach(() => localStorage.clear());

test("a key runs what was bound to it last, and nothing after that has gone", () => {
  const { shortcuts, press } = open();
  const [first, second] = [vi.fn(), vi.fn()];
  shortcuts.bind("j", first);
  const unbind = shortcuts.bind("j", second);
  expect(press("j").defaultPrevented).toBe(true);
  unbind();
  press("J"); // with caps lock
  expect([second.mock.calls.length, first.mock.calls.length]).toEqual([1, 1]);
});

test.each(["ctrlKey", "metaKey", "altKey", "isComposing"])(
  "a key pressed with %s is not ours",
  (modifier) => {
    const { shortcuts, press } = open();
    const run = vi.fn();
    shortcuts.bind("l", run);
    expect(press("l", { [modifier]: true }).defaultPrevented).toBe(false);
    expect(run).not.toHaveBeenCalled();
  },
);

test.each(["<input>", "<div role='menu'></div>", "<div role='dialog'></div>"])(
  "a key typed into %s stays there",
  (html) => {
    const { shortcuts, press } = open();
    const run = vi.fn();
    shortcuts.bind("d", run);
    const box = document.createElement("div");
    box.innerHTML = html;
    press("d", {}, box.firstElementChild ?? box);
    expect(run).not.toHaveBeenCalled();
  },
);

test("they can be turned off for somebody who speaks to the computer, and stay off", () => {
  const { shortcuts, press } = open();
  const run = vi.fn();
  shortcuts.bind("l", run);
  shortcuts.turn(false);
  press("l");
  expect(run).not.toHaveBeenCalled();
  expect(open().shortcuts.isOn.get()).toBe(false);
  shortcuts.turn(true);
  press("l");
  expect(run).toHaveBeenCalledOnce();
});

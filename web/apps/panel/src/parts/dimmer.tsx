import { useEffect, useState } from "react";
import type { PanelView } from "../model/view";
import { nightAt } from "../model/volume";
import { useModel, useReadable, useWorld } from "./panel-context";

const LOOK_EVERY_MS = 20_000; // whether night has begun: nobody sets a watch by it
const TOUCHES = ["pointerdown", "keydown"] as const;
const RESTING: ReadonlySet<PanelView["screen"]["state"]> = new Set(["idle", "building", "offline"] as const);

/**
 * Shines as brightly as the unit is set to: by its own lamp, or by a darker picture where it has none.
 * At night it rests darker, and whoever touches it has the light of the day.
 */
export function Dimmer() {
  const model = useModel();
  const { link } = useWorld();
  const view = useReadable(model);
  const { unit } = view;
  const isTouched = useTouched((unit?.idle_s ?? 20) * 1_000);
  const isNight = useLookedAt(() => nightAt(unit, model.now()) !== null);
  const isResting = isNight && !isTouched && RESTING.has(view.screen.state);
  const percent = (isResting ? unit?.night_brightness : unit?.brightness) ?? 100;
  const hasLamp = unit?.has_backlight === true;
  useEffect(() => {
    if (hasLamp) link.tell("panel.brightness", { percent });
  }, [link, hasLamp, percent]);
  if (hasLamp || percent === 100) return null;
  return <div className="dimmer" data-testid="panel-dimmer" style={{ opacity: 1 - percent / 100 }} />;
}

/** Whether somebody has touched the screen within the time. */
function useTouched(forMs: number): boolean {
  const [isTouched, setTouched] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const touch = () => {
      clearTimeout(timer);
      setTouched(true);
      timer = setTimeout(() => setTouched(false), forMs);
    };
    for (const kind of TOUCHES) document.addEventListener(kind, touch);
    return () => {
      clearTimeout(timer);
      for (const kind of TOUCHES) document.removeEventListener(kind, touch);
    };
  }, [forMs]);
  return isTouched;
}

/** Look with every change of the screen, and now and then without one. */
function useLookedAt<T>(look: () => T): T {
  const [, setCount] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setCount((before) => before + 1), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return look();
}

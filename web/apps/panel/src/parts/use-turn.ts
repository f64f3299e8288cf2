import { useEffect, useMemo, useState } from "react";
import { Turn, type TurnView } from "../model/turn";

const LOOK_EVERY_MS = 250;

/** Follow a talk: whose voice is heard, and whether the visitor is to be asked to speak. */
export function useTurn(): { turn: Turn; view: TurnView } {
  const turn = useMemo(() => new Turn(performance.now()), []);
  const [view, setView] = useState<TurnView>({ speaker: null, isUnheard: false });
  useEffect(() => {
    const timer = setInterval(() => {
      const next = turn.view(performance.now());
      setView((shown) =>
        shown.speaker === next.speaker && shown.isUnheard === next.isUnheard ? shown : next,
      );
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [turn]);
  return { turn, view };
}

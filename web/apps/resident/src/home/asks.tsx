import { NoticesCard } from "../notices/notices-card";
import PushAsk from "../push/push-ask";
import { ReadyCard } from "./ready-card";

/** What the app would like to be allowed, each with its reason. Comes after the doors. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function Asks() {
  return (
    <>
      <PushAsk />
      <NoticesCard />
      <ReadyCard />
    </>
  );
}

import type { PhoneCallView } from "@genkan/calls";
import { CallReplies } from "./call-replies";
import { CallWords } from "./call-words";
import { usePhrases } from "./phrase-words";

/** What is said without a voice. Loaded with the first call: the picture and its buttons come first. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function CallConversation({ view }: { view: PhoneCallView }) {
  usePhrases();
  return (
    <>
      <CallWords words={view.words} />
      <CallReplies view={view} />
    </>
  );
}

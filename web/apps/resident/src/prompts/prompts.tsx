import { useReadable } from "@genkan/shell";
import { useEffect, useState } from "react";
import { useServices } from "../app/services";
import { PromptBoard } from "./prompt-board";
import { PromptCard } from "./prompt-card";

/** What a door station asks the household now. Loaded after the app stands: the link keeps what was asked. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function Prompts() {
  const { link } = useServices();
  const [board] = useState(() => new PromptBoard(link));
  useEffect(() => board.open(), [board]);
  const [prompt] = useReadable(board.view);
  return prompt === undefined ? null : <PromptCard key={prompt.prompt_id} prompt={prompt} board={board} />;
}

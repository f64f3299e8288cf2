import { setUpWords } from "@genkan/i18n";
import { type Answer, refuse } from "@genkan/link";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { I18nextProvider } from "react-i18next";
import { expect, test, vi } from "vitest";
import { StopWay } from "./stop-way";

type Stop = () => Promise<Answer<{ token: string }>>;

function open(stop: Stop) {
  const choose = vi.fn(async () => ({ ok: true, body: undefined }) as const);
  const onLater = vi.fn();
  render(
    <I18nextProvider i18n={setUpWords({}, "ja")}>
      <StopWay stop={stop} choose={choose} onLater={onLater} />
    </I18nextProvider>,
  );
  return { choose, onLater };
}

test("opening the page stops nothing; the press does, and a new password may follow", async () => {
  const stop = vi.fn<Stop>(async () => ({ ok: true, body: { token: "grant" } }));
  const { choose, onLater } = open(stop);
  expect(stop).not.toHaveBeenCalled();
  await userEvent.click(screen.getByTestId("stop-devices"));
  expect(await screen.findByTestId("stop-done")).toHaveTextContent("すべての端末を停止しました。");
  await userEvent.type(screen.getByTestId("new-password"), "sakura-no-hana");
  await userEvent.click(screen.getByTestId("new-password-submit"));
  expect(choose).toHaveBeenCalledWith("grant", "sakura-no-hana");
  await userEvent.click(screen.getByRole("button", { name: "あとで決める" }));
  expect(onLater).toHaveBeenCalledOnce();
});

test("a link that was used says so, and the button stays", async () => {
  open(async () => refuse("link-used"));
  await userEvent.click(screen.getByTestId("stop-devices"));
  expect(await screen.findByTestId("entry-problem")).toHaveTextContent("すでに使われています");
  expect(screen.getByTestId("stop-devices")).toBeEnabled();
});

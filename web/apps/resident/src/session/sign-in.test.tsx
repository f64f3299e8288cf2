import { refuse } from "@genkan/link";
import { act, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { expectAccessible, openApp, type TestApp } from "../testing/render-app";

let app: TestApp;

beforeEach(() => {
  localStorage.clear();
  document.documentElement.lang = "ja";
});

async function openSignIn(): Promise<void> {
  app = await openApp({ me: refuse("not-signed-in") });
  await screen.findByRole("heading", { name: "ユーザー名でログイン" });
}

const username = () => screen.getByLabelText("ユーザー名");
const password = () => screen.getByLabelText("パスワード");
const submit = () => screen.getByTestId("sign-in-submit");

async function signIn(): Promise<void> {
  await userEvent.type(username(), "482913067");
  await userEvent.type(password(), "himitsu-1{Enter}");
}

describe("signing in", () => {
  beforeEach(openSignIn);

  test("opens the home screen", async () => {
    await signIn();
    expect(app.api.signIn).toHaveBeenCalledExactlyOnceWith("482913067", "himitsu-1");
    expect(await screen.findByRole("heading", { name: "ホーム" })).toBeVisible();
  });

  test("a wrong password is told in words, and what was typed stays", async () => {
    app.api.signIn.mockResolvedValue(refuse("wrong-password"));
    await signIn();
    expect(await screen.findByRole("alert")).toHaveTextContent("ユーザー名またはパスワードが違います");
    expect(username()).toHaveValue("482913067");
    expect(password()).toHaveValue("himitsu-1");
    expect(password()).toHaveFocus();
  });

  test("without network it says so", async () => {
    app.api.signIn.mockResolvedValue(refuse("offline"));
    await signIn();
    expect(await screen.findByRole("alert")).toHaveTextContent("サーバーにつながりません");
  });

  test("after too many tries the button counts the seconds, then works again", async () => {
    app.api.signIn.mockResolvedValue(refuse("too-often", 1_200));
    await signIn();
    expect(await screen.findByRole("alert")).toHaveTextContent("操作の回数が多すぎます");
    expect(submit()).toBeDisabled();
    expect(submit()).toHaveTextContent("あと2秒お待ちください");
    await vi.waitFor(() => expect(submit()).toBeEnabled(), { timeout: 3_000 });
    expect(submit()).toHaveTextContent("ログイン");
  });

  test("an empty field is named, and gets the focus", async () => {
    await userEvent.click(submit());
    expect(username()).toHaveFocus();
    expect(username()).toHaveAccessibleDescription("ユーザー名を入力してください");
    await userEvent.type(username(), "482913067{Enter}");
    expect(password()).toHaveFocus();
    expect(password()).toHaveAccessibleDescription("パスワードを入力してください");
    expect(app.api.signIn).not.toHaveBeenCalled();
  });

  test("a second press while the first is on its way sends nothing", async () => {
    app.api.signIn.mockReturnValue(new Promise(() => undefined));
    await signIn();
    await userEvent.click(submit());
    expect(submit()).toHaveAttribute("aria-busy", "true");
    expect(app.api.signIn).toHaveBeenCalledTimes(1);
  });

  test("the password can be looked at", async () => {
    await userEvent.type(password(), "himitsu-1");
    expect(password()).toHaveAttribute("type", "password");
    await userEvent.click(screen.getByRole("button", { name: "パスワードを表示" }));
    expect(password()).toHaveAttribute("type", "text");
    await userEvent.click(screen.getByRole("button", { name: "パスワードを隠す" }));
    expect(password()).toHaveAttribute("type", "password");
  });

  test("the language changes on a press, for eyes and for screen readers", async () => {
    await userEvent.click(screen.getByRole("button", { name: "English" }));
    expect(screen.getByRole("heading", { name: "Sign in with user name" })).toBeVisible();
    expect(document.documentElement.lang).toBe("en");
  });

  test("breaks no rule of accessibility", expectAccessible);
});

describe("a session that ends elsewhere", () => {
  test.each([
    ["signed_out", "ほかの端末からこの端末がログアウトされました"],
    ["ended", "ご利用の権利が終了した"],
    ["unauthorised", "ログインの有効期限が切れました"],
  ])("%s: the sign-in screen says why", async (reason, words) => {
    app = await openApp();
    await act(async () => app.server.say("bye", { reason }));
    expect(await screen.findByText(words, { exact: false })).toBeVisible();
    expect(localStorage.getItem("genkan.me")).toBeNull();
    expect(localStorage.getItem("genkan.home")).toBeNull();
  });

  test("a session that expired while the app was closed says so", async () => {
    app = await openApp();
    app.services.link.stop();
    document.body.replaceChildren();
    app = await openApp({ me: refuse("not-signed-in") });
    expect(await screen.findByText("ログインの有効期限が切れました", { exact: false })).toBeVisible();
  });
});

describe("the server out of reach at the start", () => {
  test("somebody not known here is told, and can try again", async () => {
    app = await openApp({ me: refuse("offline") });
    expect(screen.getByText("サーバーにつながりません")).toBeVisible();
    app.api.me.mockResolvedValue(refuse("not-signed-in"));
    await userEvent.click(screen.getByRole("button", { name: "もう一度試す" }));
    expect(await screen.findByRole("heading", { name: "ユーザー名でログイン" })).toBeVisible();
  });

  test("somebody signed in sees the doors of last time", async () => {
    app = await openApp();
    await act(async () =>
      app.server.say("show.home", {
        homes: [],
        doors: [{ door_id: "d1", name: "正面玄関", building_name: "A棟", online: true }],
      }),
    );
    app.services.link.stop();
    document.body.replaceChildren();
    app = await openApp({ me: refuse("offline") });
    expect(screen.getByRole("heading", { name: "正面玄関" })).toBeVisible();
  });
});

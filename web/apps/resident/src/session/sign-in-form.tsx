import type { Refusal } from "@genkan/link";
import { PasswordField, tellProblem, useCountdown } from "@genkan/shell";
import { useEntryWords } from "@genkan/shell/entry";
import { Banner, Button, TextField } from "@genkan/ui";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useServices } from "../app/services";

/** User name and password. What was typed stays, whatever the answer is. */
export function SignInForm() {
  const { t } = useEntryWords();
  const { session } = useServices();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [wasTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const waitS = useCountdown(refusal?.retryAfterMs ?? null, refusal);
  const usernameRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || waitS > 0) return;
    setTried(true);
    const missing = firstMissing(username, password, usernameRef, passwordRef);
    if (missing !== null) {
      missing.current?.focus();
      return;
    }
    setBusy(true);
    setRefusal(null);
    const answer = await session.signIn(username.trim(), password);
    setBusy(false);
    if (answer.ok) return;
    setRefusal(answer.refusal);
    if (answer.refusal.reason === "wrong-password") passwordRef.current?.select();
  };

  return (
    <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        ref={usernameRef}
        label={t("signIn.username")}
        hint={t("signIn.usernameHint")}
        error={wasTried && username.trim() === "" ? t("signIn.usernameMissing") : null}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        data-testid="sign-in-username"
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <PasswordField
        ref={passwordRef}
        label={t("signIn.password")}
        showLabel={t("signIn.showPassword")}
        hideLabel={t("signIn.hidePassword")}
        error={wasTried && password === "" ? t("signIn.passwordMissing") : null}
        name="password"
        data-testid="sign-in-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {refusal === null ? null : (
        <Banner tone="danger" icon={<TriangleAlert size={20} />} data-testid="sign-in-problem">
          {tellProblem(t, refusal.reason)}
        </Banner>
      )}
      <Button
        type="submit"
        size="large"
        tone={waitS > 0 ? "quiet" : "primary"}
        isWide
        isBusy={isBusy}
        disabled={waitS > 0}
        data-testid="sign-in-submit"
      >
        {submitWords()}
      </Button>
    </form>
  );

  function submitWords(): string {
    if (waitS > 0) return t("signIn.wait", { seconds: waitS });
    return isBusy ? t("signIn.submitting") : t("signIn.submit");
  }
}

function firstMissing<T>(username: string, password: string, first: T, second: T): T | null {
  if (username.trim() === "") return first;
  return password === "" ? second : null;
}

import type { Refusal } from "@genkan/link";
import { useReadable } from "@genkan/shell";
import { chooseTheme, readTheme, THEMES, type Theme } from "@genkan/ui";
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Check, ChevronsUpDown, Keyboard, LogOut, ShieldCheck } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { listRoles } from "./me";
import { useServices } from "./services";
import { useWords } from "./use-words";

const ITEM =
  "flex min-h-12 cursor-pointer items-center gap-3 rounded-control px-3 text-16 outline-none data-highlighted:bg-sunken [&>svg]:shrink-0";

export interface PersonMenuProps {
  openHelp(): void;
  /** Signing out did not work. */
  refuse(refusal: Refusal): void;
}

/** Who is signed in, and what is theirs: appearance, keys, signing out. */
export function PersonMenu({ openHelp, refuse }: PersonMenuProps) {
  const { t } = useWords();
  const { session } = useServices();
  const navigate = useNavigate();
  const view = useReadable(session.view);
  const [theme, setTheme] = useState(readTheme);
  if (view.state !== "signed_in") return null;
  const { me } = view;
  const roles = listRoles(me)
    .map((role) => t(`person.role.${role}`))
    .join(" · ");
  const choose = (value: string) => {
    const chosen = THEMES.find((known) => known === value);
    if (chosen === undefined) return;
    chooseTheme(chosen);
    setTheme(chosen);
  };
  const signOut = async () => {
    const answer = await session.signOut();
    if (!answer.ok) refuse(answer.refusal);
  };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        data-testid="portal-person-menu"
        className="flex min-h-12 items-center gap-3 rounded-control p-1.5 text-left data-[state=open]:bg-sunken"
      >
        <Initial name={me.display_name} />
        <span className="sr-only lg:hidden">{t("person.menu", { name: me.display_name })}</span>
        <span className="hidden min-w-0 flex-1 leading-tight lg:block">
          <span className="block truncate font-medium text-16 leading-snug">{me.display_name}</span>
          <span className="block truncate text-14 text-quiet leading-snug">{roles}</span>
        </span>
        <ChevronsUpDown size={18} strokeWidth={1.75} aria-hidden className="hidden text-quiet lg:block" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={8}
          collisionPadding={12}
          className="z-50 w-72 animate-fade rounded-card border border-line bg-surface p-2 shadow-float"
        >
          <div className="px-3 py-2 leading-snug lg:hidden">
            <p className="truncate font-medium text-16">{me.display_name}</p>
            <p className="truncate text-14 text-quiet">{roles}</p>
          </div>
          <DropdownMenu.RadioGroup value={theme} onValueChange={choose}>
            <DropdownMenu.Label className="px-3 pt-2 pb-1 text-14 text-quiet">
              {t("common:theme")}
            </DropdownMenu.Label>
            {THEMES.map((known) => (
              <ThemeItem key={known} theme={known} />
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="mx-3 my-2 h-px bg-line" />
          <DropdownMenu.Item
            className={ITEM}
            data-testid="portal-security"
            onSelect={() => void navigate({ to: "/security" })}
          >
            <ShieldCheck size={20} strokeWidth={1.75} aria-hidden />
            {t("person.security")}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={ITEM} onSelect={openHelp}>
            <Keyboard size={20} strokeWidth={1.75} aria-hidden />
            {t("shortcuts.title")}
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={ITEM}
            data-testid="portal-sign-out"
            onSelect={() => {
              void signOut();
            }}
          >
            <LogOut size={20} strokeWidth={1.75} aria-hidden />
            {t("person.signOut")}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function ThemeItem({ theme }: { theme: Theme }) {
  const { t } = useWords();
  return (
    <DropdownMenu.RadioItem
      value={theme}
      className={clsx(ITEM, "justify-between")}
      onSelect={(event) => event.preventDefault()} // stay open: the change is looked at
    >
      {t(`common:theme.${theme}`)}
      <DropdownMenu.ItemIndicator>
        <Check size={20} strokeWidth={2} aria-hidden className="text-indigo" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}

function Initial({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-9 shrink-0 place-items-center rounded-full bg-indigo-wash font-semibold text-16 text-indigo"
    >
      {[...name.trim()][0] ?? ""}
    </span>
  );
}

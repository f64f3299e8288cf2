import { useLocation, useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Ellipsis, type LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useWords } from "./use-words";

export interface NavMoreProps {
  entries: readonly {
    to: "/" | "/homes" | "/devices" | "/events" | "/entrance" | "/notices" | "/keys" | "/audit" | "/settings";
    testId: string;
    word:
      | "nav.live"
      | "nav.homes"
      | "nav.devices"
      | "nav.events"
      | "nav.entrance"
      | "nav.notices"
      | "nav.keys"
      | "nav.audit"
      | "nav.settings";
    Icon: LucideIcon;
  }[];
  className: string;
}

/** 「その他」: the tasks that a phone's lower edge has no room for. */
export function NavMore({ entries, className }: NavMoreProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const isHere = entries.some(({ to }) => path === to);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        data-testid="portal-nav-more"
        className={clsx(className, isHere && "font-semibold text-indigo")}
      >
        <Ellipsis size={22} strokeWidth={1.75} aria-hidden />
        {t("nav.more")}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={8}
          collisionPadding={12}
          className="z-50 w-64 animate-fade rounded-card border border-line bg-surface p-2 shadow-float lg:hidden"
        >
          {entries.map(({ to, testId, word, Icon }) => (
            <DropdownMenu.Item
              key={to}
              data-testid={`${testId}-more`}
              className={clsx(
                "flex min-h-12 cursor-pointer items-center gap-3 rounded-control px-3 text-16 outline-none data-highlighted:bg-sunken",
                path === to && "font-semibold text-indigo",
              )}
              onSelect={() => void navigate({ to })}
            >
              <Icon size={20} strokeWidth={1.75} aria-hidden className="shrink-0" />
              {t(word)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

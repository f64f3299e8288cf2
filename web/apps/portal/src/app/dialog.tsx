import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useWords } from "./use-words";

export interface DialogProps {
  title: ReactNode;
  description?: string | undefined;
  close(): void;
  /** In the middle of the page; or at its right edge, as tall as the page (a phone's whole screen). */
  place: "middle" | "side";
  testId?: string;
  children: ReactNode;
}

const PLACES = {
  middle:
    "inset-x-4 top-1/2 mx-auto max-h-[calc(100dvh-2rem)] max-w-lg -translate-y-1/2 animate-fade rounded-card",
  side: "inset-y-0 right-0 w-full animate-slide sm:w-[30rem] sm:border-line sm:border-l",
};

/** Something above the page: holds the focus while it is open and gives it back. */
export function Dialog({ title, description, close, place, testId, children }: DialogProps) {
  const { t } = useWords();
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-black/40" />
        <Radix.Content
          data-testid={testId}
          className={`fixed z-50 flex flex-col bg-surface shadow-float outline-none ${PLACES[place]}`}
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
        >
          <header className="flex items-start gap-3 border-line border-b py-4 pr-3 pl-6">
            <div className="min-w-0 flex-1 pt-1.5">
              <Radix.Title className="font-semibold text-20 leading-snug">{title}</Radix.Title>
              {description === undefined ? null : (
                <Radix.Description className="text-14 text-quiet">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label={t("common:action.close")}
              className="grid size-12 shrink-0 place-items-center rounded-control text-quiet"
            >
              <X size={22} strokeWidth={1.75} aria-hidden />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 py-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

import type { ReactNode } from "react";
import { Drawer } from "vaul";

export interface SheetProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  title: string;
  description?: string;
  children: ReactNode;
}

/** Rises from the lower edge, can be pulled away; keeps the focus inside and gives it back. */
export function Sheet({ isOpen, onOpenChange, title, description, children }: SheetProps) {
  return (
    <Drawer.Root open={isOpen} onOpenChange={onOpenChange}>
      <Drawer.Portal>
        <Drawer.Overlay className="fixed inset-0 z-40 bg-black/50" />
        <Drawer.Content className="fixed inset-x-0 bottom-0 z-50 mx-auto max-w-xl rounded-t-card bg-surface px-5 pt-3 pb-[calc(1.25rem+env(safe-area-inset-bottom))] shadow-float outline-none">
          <div className="mx-auto mb-4 h-1.5 w-10 rounded-full bg-line" aria-hidden="true" />
          <Drawer.Title className="font-semibold text-20">{title}</Drawer.Title>
          {description ? (
            <Drawer.Description className="mt-1 text-16 text-quiet">{description}</Drawer.Description>
          ) : null}
          <div className="mt-5">{children}</div>
        </Drawer.Content>
      </Drawer.Portal>
    </Drawer.Root>
  );
}

import { Outlet } from "@tanstack/react-router";
import { LinkBanner } from "./link-banner";
import { Tabs } from "./tabs";

/** What surrounds every page of a signed-in person. */
export function Shell() {
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <div className="flex min-w-0 flex-1 flex-col pt-[env(safe-area-inset-top)]">
        <LinkBanner />
        <Outlet />
      </div>
      <Tabs />
    </div>
  );
}

"use client";

import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { ConsoleRouter } from "@/server/console/root";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<ConsoleRouter>();

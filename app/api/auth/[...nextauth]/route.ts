import { handleAuth } from "@/server/auth/session";

export const runtime = "nodejs";

export { handleAuth as GET, handleAuth as POST };

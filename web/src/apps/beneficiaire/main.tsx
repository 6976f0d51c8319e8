import { monterEspace } from "@/apps/montage";
import { routes } from "./routes";

monterEspace("beneficiaire", routes);

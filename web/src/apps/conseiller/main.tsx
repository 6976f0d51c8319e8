import { monterEspace } from "@/apps/montage";
import { routes } from "./routes";

monterEspace("conseiller", routes);

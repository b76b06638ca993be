import { axeOnScreens } from "./axe-on-screens.ts";
import { daily } from "./screen.ts";

axeOnScreens((group) => !daily.includes(group));

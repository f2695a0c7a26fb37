//! Pages and APIs of the stand

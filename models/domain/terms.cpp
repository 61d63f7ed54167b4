#include "domain/terms.h"

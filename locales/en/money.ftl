# Money as it is typed
money-missing = Type an amount
money-negative = An amount can’t be negative
money-wrong = “{ $typed }” is no amount: write 1234.56 or 1,234.56, in yuan
money-too-fine = An amount has two decimals at most
money-too-much = This amount is too large, please check it

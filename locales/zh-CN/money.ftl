# Money as it is typed
money-missing = 请填写金额
money-negative = 金额不能为负数
money-wrong = “{ $typed }”不是金额，请按 1234.56 或 1,234.56 的形式填写，单位为元
money-too-fine = 金额最多精确到分，即两位小数
money-too-much = 金额过大，请核对

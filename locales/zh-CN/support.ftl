# Questions and faults.

# What administrators keep in both languages: each reader gets theirs.
support-said = { $en ->
   *[other] { $zh }
}
support-about = { $category } · { $problem }

support-form-about = 咨询 / 报障
support-form-papers = 附件
support-field-type = 工单类型
support-type-consult = 咨询
support-type-fault = 报障
support-field-category = 产品类别
support-field-problem = 问题类型
support-field-problem-hint = 每种问题都有说明模板，套用后按提示填写，处理更快。已有自己的内容时不会被覆盖
support-fill-in-template = 套用模板
support-field-severity = 严重程度
support-field-region = 区域
support-field-region-hint = 报障时必选；咨询可不选
support-field-contact-hours = 方便联系时间
support-field-contact-hours-hint = 随时，或一个时间段，如 09:00-18:00
support-hours-any = 随时
support-choose = 请选择
support-region-none = 不涉及具体区域

support-type-missing = 请选择是咨询还是报障
support-category-missing = 请选择产品类别
support-problem-missing = 请选择问题类型
support-problem-of-another = 该问题类型不属于“{ $category }”，请重新选择，或改选产品类别
support-severity-missing = 请选择严重程度
support-region-missing = 报障请选择发生故障的区域
support-not-offered = 该选项已停用或不存在，请重新选择
support-hours-invalid = 请填“随时”，或一个时间段，如 09:00-18:00
support-hours-backwards = 结束时间要晚于开始时间，如 09:00-18:00
support-template-unfilled = 模板还没有填写：请按每行的提示补充实际情况，至少 10 个字
support-template-of-what = 请先选择问题类型，再套用模板
support-template-keeps-words = 需求说明里已有内容，没有套用模板；清空后可再套用

support-rail-secrets = 不要填写密码
support-rail-secrets-why = 需求说明和附件对本单位和运维人员可见。需要登录主机或控制台时，处理人会向您申请授权，密码加密保存，到期或工单结束即删除

help-title = 帮助
help-what = 按您的角色走完第一天，或按主题查阅操作说明
help-own-walk = 我的第一天
help-topics = 操作说明
help-walks = 其他角色的第一天
help-others = 相关说明
help-here = 本页帮助

# 配额管理

quota-title = 配额管理
quota-tab-view = 配额查看
quota-tab-ledger = 变动记录
quota-tab-requests = 我的申请
quota-tab-approvals = 我的审批
quota-tab-allocate = 配额分配
quota-tab-subordinates = 下级配额查看
quota-view-lead = { $department }可以使用和分配的云资源配额
quota-none = 本部门还没有配额，可以向上级部门申请
quota-of-region = { $region }的配额

quota-region = 区域
quota-metric = 指标
quota-unit = 单位
quota-share = 占用情况
quota-total = 总配额
quota-allocated = 已分配
quota-used = 已使用
quota-pending = 待开通
quota-remaining = 剩余
quota-bound = 已占用
quota-every-region = 全部区域
quota-every-metric = 全部指标

quota-ledger-lead = 每一次配额变动的时间、操作人、原因和依据
quota-ledger-none = 还没有配额变动
quota-at = 时间
quota-by = 操作人
quota-by-system = 系统
quota-by-request = 依据单号
quota-change = 变动
quota-why = 依据与原因
quota-chart = 总配额与已占用随时间的变化
quota-chart-most = 最高 { $most }
quota-total-before = 原总配额
quota-allocated-before = 原已分配
quota-used-before = 原已使用
quota-pending-before = 原待开通

quota-new = 发起配额申请
quota-new-lead = 由直属上级{ $parent }审批，通过后立即生效
quota-new-hint = 填写需要增加的数量，不需要的留空。公有云区和专有云区可以一起申请，行业云区须单独申请。
quota-increase = 申请增加
quota-reason = 申请理由
quota-attachment = 附件
quota-attachment-hint = 最多 1 个，不超过 20 MB
quota-submit = 提交申请
quota-filed = 配额申请已提交
quota-no-parent = 本部门没有上级部门，总配额由一朵云管理员（系统）设置
quota-amount-none = 请至少填写一项需要增加的数量
quota-amount-unreadable = “{ $element }”不是整数，请填写数字
quota-amount-range = 请填写 { $least } 至 { $most } 之间的整数
quota-metric-unknown = 没有这项指标或该区域已停用，请刷新页面后重新填写
quota-industry-alone = { $region }是行业云区，请单独提交一张申请
quota-reason-missing = 请说明理由
quota-opinion-missing = 请填写审批意见

quota-number = 申请单号
quota-state = 状态
quota-state-all = 全部
quota-state-pending = 待审批
quota-state-approved = 审批通过
quota-state-rejected = 审批驳回
quota-state-allocating = 待分配
quota-state-withdrawn = 已撤回
quota-department = 部门
quota-applicant = 申请人
quota-parent = 审批部门
quota-filed-at = 提交时间
quota-decided-by = 审批人
quota-opinion = 审批意见
quota-metrics-count = { $count } 项指标
quota-search-hint = 单号、部门、申请人、理由
quota-requests-lead = 本部门向上级部门提出的配额申请
quota-requests-none = 还没有配额申请
quota-approvals-lead = 下级部门提出、由您审批的配额申请
quota-none-to-decide = 没有配额申请
quota-request-of = { $department }的配额申请
quota-asked = 申请内容
quota-facts = 申请信息
quota-total-after = 通过后总配额
quota-total-now = 当前总配额
quota-parent-remaining = 上级可分配
quota-short = 不足
quota-for-request = 为下级申请
quota-upward = 向上级的申请
quota-progress = 流程
quota-decide = 处理
quota-approve = 审批通过
quota-reject = 审批驳回
quota-withdraw = 撤回申请
quota-withdraw-sure = 确定撤回这张配额申请吗？
quota-done-approve = 已审批通过
quota-done-reject = 已驳回
quota-done-withdraw = 已撤回
quota-nobody-decides = 目前没有其他人可以审批这张申请，已通知一朵云管理员（安全）授权审批人
quota-allocating-note = 审批已通过，{ $parent }的剩余配额不足，补足后自动分配
quota-changed-meanwhile = 这张申请刚刚有变化，现在是“{ $state }”。请核对后再处理
quota-passed-already = 已审批通过，正在等待分配
quota-not-passed = 还没有审批通过
quota-ended-approved = 已审批通过，不能再处理
quota-ended-rejected = 已驳回，不能再处理
quota-ended-withdrawn = 已撤回，不能再处理

quota-allocate-lead = 把配额分配给直属下级，不能越级分配
quota-allocate-to = 分配给{ $department }
quota-new-total = 新的总配额
quota-parent-after = 分配后剩余
quota-from = 从{ $parent }的剩余配额中分配
quota-count = 计算剩余
quota-allocate = 确定分配
quota-allocated-done = 已分配
quota-no-children = 没有直属下级部门
quota-child-foreign = 只能分配给直属下级部门
quota-below-bound = 不能低于该部门已分配、已使用和待开通之和 { $least }
quota-parent-lacks = 上级剩余 { $remaining }，最多可设为 { $most }
quota-overdrawn = 配额刚刚被占用，剩余不足。请刷新页面查看最新剩余后再试

quota-subordinates-lead = 所有下级部门的配额，按区域和指标汇总
quota-used-below = 含下级已使用
quota-pending-below = 含下级待开通
quota-sum = 直属下级合计
quota-none-below = 下级部门还没有配额

quota-totals = 配额总量
quota-totals-lead = { $root }的总配额，是各部门配额之和的上限；调高后自动分配等待中的申请
quota-totals-done = 配额总量已保存

quota-line-filed = 提交了配额申请
quota-line-approved = 审批通过，配额已分配
quota-line-rejected = 驳回了申请
quota-line-allocating = 审批通过，等待上级补足后分配
quota-line-withdrawn = 撤回了申请
quota-told-filed = { $department }申请配额，请审批（{ $number }）
quota-told-nobody = { $department }的配额申请没有人可以审批（{ $number }）
quota-told-approved = 配额申请审批通过（{ $number }）
quota-told-rejected = 配额申请被驳回（{ $number }）
quota-told-allocating = 配额申请审批通过，等待分配（{ $number }）
quota-told-withdrawn = 配额申请已撤回（{ $number }）
quota-told-root-lacks = 总配额不足，有申请等待分配（{ $number }）
quota-told-about = { $department }的{ $applicant }向{ $parent }申请增加 { $count } 项配额。

quota-lacking = 配额不足：{ $figures }。可先申请配额
quota-ask-for-more = 申请更多配额
quota-lacking-figure = { $metric }需要 { $asked }，剩余 { $remaining }
quota-named = { $metric ->
    [vcpu] CPU
    [memory] 内存
    [disk] 云盘
    [eip] 弹性公网IP
    [bandwidth] 公网带宽
    [rds] 云数据库
    [oss] 对象存储
    [slb] 负载均衡
    [acs_workers] 容器工作节点
   *[other] { $metric }
}
quota-outlook = 配额
quota-outlook-asked = 本单需要
quota-outlook-after = 本单开通后剩余
quota-outlook-after-all = 全部待开通后剩余
quota-outlook-note = 已扣除本单和其他待开通的申请

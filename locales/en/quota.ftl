# Quotas

quota-title = Quotas
quota-tab-view = Quotas
quota-tab-ledger = Ledger
quota-tab-requests = My requests
quota-tab-approvals = My approvals
quota-tab-allocate = Allocate
quota-tab-subordinates = Subordinate units
quota-view-lead = What { $department } may use and hand on
quota-none = Your department has no quota yet; ask its parent for some
quota-of-region = Quotas in { $region }

quota-region = Region
quota-metric = Metric
quota-unit = Unit
quota-share = Share
quota-total = Total
quota-allocated = Allocated
quota-used = Used
quota-pending = Pending
quota-remaining = Remaining
quota-bound = Bound
quota-every-region = All regions
quota-every-metric = All metrics

quota-ledger-lead = Each change with when, by whom, why and by which request
quota-ledger-none = Nothing has changed yet
quota-at = When
quota-by = By
quota-by-system = System
quota-by-request = Request
quota-change = Change
quota-why = Request and reason
quota-chart = Total and bound over time
quota-chart-most = at most { $most }
quota-total-before = Total before
quota-allocated-before = Allocated before
quota-used-before = Used before
quota-pending-before = Pending before

quota-new = Ask for quota
quota-new-lead = { $parent } decides; what passes holds at once
quota-new-hint = Say how much more you need and leave the rest empty. Public and private regions may be asked for together, an industry region only by itself.
quota-increase = Increase
quota-reason = Reason
quota-attachment = Attachment
quota-attachment-hint = One at most, up to 20 MB
quota-submit = Submit
quota-filed = The quota request was filed
quota-no-parent = Your department has nobody above it; the cloud administrator (system) sets its totals
quota-amount-none = Say an increase of one metric at least
quota-amount-unreadable = “{ $element }” isn't a whole number; enter digits
quota-amount-range = Enter a whole number from { $least } to { $most }
quota-metric-unknown = There is no such metric, or the region isn't in use any more; reload the page and enter it again
quota-industry-alone = { $region } is an industry region; ask for it in a request of its own
quota-reason-missing = Say why
quota-opinion-missing = Say your opinion

quota-number = Number
quota-state = State
quota-state-all = All
quota-state-pending = Pending
quota-state-approved = Approved
quota-state-rejected = Rejected
quota-state-allocating = To be allocated
quota-state-withdrawn = Withdrawn
quota-department = Department
quota-applicant = Applicant
quota-parent = Decided by
quota-filed-at = Filed
quota-decided-by = Approver
quota-opinion = Opinion
quota-metrics-count = { $count ->
    [one] one metric
   *[other] { $count } metrics
}
quota-search-hint = Number, department, applicant, reason
quota-requests-lead = What your department asks its parent for
quota-requests-none = Nothing was asked for yet
quota-approvals-lead = What departments below ask you for
quota-none-to-decide = Nothing was asked for
quota-request-of = Quota request of { $department }
quota-asked = What is asked for
quota-facts = About the request
quota-total-after = Total after
quota-total-now = Total now
quota-parent-remaining = Parent has left
quota-short = too little
quota-for-request = For a request below
quota-upward = Request above
quota-progress = Progress
quota-decide = Decide
quota-approve = Approve
quota-reject = Reject
quota-withdraw = Withdraw
quota-withdraw-sure = Withdraw this quota request?
quota-done-approve = Approved
quota-done-reject = Rejected
quota-done-withdraw = Withdrawn
quota-nobody-decides = Nobody else can decide about this request now; the cloud administrator (security) was told to grant the right
quota-allocating-note = It passed; { $parent } has too little left, and hands it on by itself once it has enough
quota-changed-meanwhile = This request has just changed and is “{ $state }” now. Look at it again before you decide
quota-passed-already = It passed already and waits to be allocated
quota-not-passed = It hasn't passed yet
quota-ended-approved = It was approved; nothing more can be done
quota-ended-rejected = It was rejected; nothing more can be done
quota-ended-withdrawn = It was withdrawn; nothing more can be done

quota-allocate-lead = Hand quota on to direct units, never further down
quota-allocate-to = Allocate to { $department }
quota-new-total = New total
quota-parent-after = Left afterwards
quota-from = From what { $parent } has left
quota-count = Count
quota-allocate = Allocate
quota-allocated-done = Allocated
quota-no-children = There are no direct units
quota-child-foreign = Only direct units are allocated to
quota-below-bound = Not below { $least }, which the department has allocated, uses and waits for
quota-parent-lacks = The parent has { $remaining } left; { $most } at most
quota-overdrawn = The quota was taken a moment ago and too little is left. Reload the page to see what remains

quota-subordinates-lead = Quotas of all units below, summed up by region and metric
quota-used-below = Used with units
quota-pending-below = Pending with units
quota-sum = Direct units together
quota-none-below = No unit below has a quota yet

quota-totals = Total quotas
quota-totals-lead = What { $root } has in all bounds the sum of all departments; once it is raised, what waits is allocated by itself
quota-totals-done = The totals were saved

quota-line-filed = Filed the quota request
quota-line-approved = Approved; the quota was allocated
quota-line-rejected = Rejected the request
quota-line-allocating = Approved; it waits until the parent has enough
quota-line-withdrawn = Withdrew the request
quota-told-filed = { $department } asks for quota; decide about { $number }
quota-told-nobody = Nobody can decide about the quota request { $number } of { $department }
quota-told-approved = Your quota request { $number } was approved
quota-told-rejected = Your quota request { $number } was rejected
quota-told-allocating = Your quota request { $number } passed and waits to be allocated
quota-told-withdrawn = The quota request { $number } was withdrawn
quota-told-root-lacks = Too little quota in all: { $number } waits to be allocated
quota-told-about = { $applicant } of { $department } asks { $parent } for more of { $count } metrics.

quota-lacking = Too little quota: { $figures }. Ask for quota first
quota-ask-for-more = Ask for more quota
quota-lacking-figure = { $metric }: { $asked } needed, { $remaining } remain
quota-named = { $metric ->
    [vcpu] vCPU
    [memory] Memory
    [disk] Disk
    [eip] Elastic IPs
    [bandwidth] Internet bandwidth
    [rds] Databases
    [oss] Object storage
    [slb] Load balancers
    [acs_workers] Container workers
   *[other] { $metric }
}
quota-outlook = Quota
quota-outlook-asked = This request takes
quota-outlook-after = Remaining after this
quota-outlook-after-all = Remaining after all that is pending
quota-outlook-note = This request and others that are pending are taken off already

// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::query_builder::QueryId, Clone, diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "tsvector", schema = "pg_catalog"))]
    pub struct Tsvector;
}

diesel::table! {
    access_policies (id) {
        id -> Int8,
        ticket_id -> Int8,
        row_number -> Int4,
        department_id -> Int8,
        application_id -> Int8,
        kind -> Text,
        sources -> Text,
        source_tenant -> Text,
        destinations -> Text,
        destination_tenant -> Text,
        both_ways -> Bool,
        tcp_ports -> Text,
        udp_ports -> Text,
        long_connection -> Bool,
        translated_ip -> Nullable<Inet>,
        source_ranges -> Int8multirange,
        destination_ranges -> Int8multirange,
        fingerprint -> Uuid,
        valid -> Tstzrange,
        state -> Text,
        opened_by_id -> Nullable<Int8>,
        opened_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        end_reason -> Nullable<Text>,
        removed_by_id -> Nullable<Int8>,
        removed_at -> Nullable<Timestamptz>,
        renews_id -> Nullable<Int8>,
        reminded_days -> Nullable<Int2>,
        recertification_asked_at -> Nullable<Timestamptz>,
        recertified_at -> Nullable<Timestamptz>,
        recertified_by_id -> Nullable<Int8>,
    }
}

diesel::table! {
    account_request_reminders (account_request_id, told) {
        account_request_id -> Int8,
        told -> Text,
    }
}

diesel::table! {
    account_requests (id) {
        id -> Int8,
        number -> Text,
        submission -> Uuid,
        applicant_id -> Nullable<Int8>,
        department_id -> Int8,
        region -> Text,
        project -> Text,
        username -> Text,
        display_name -> Text,
        role -> Text,
        quota_permissions -> Array<Text>,
        phone -> Text,
        email -> Text,
        language -> Text,
        reason -> Text,
        state -> Text,
        filed_at -> Timestamptz,
        due_at -> Timestamptz,
        consented_at -> Nullable<Timestamptz>,
        consented_by_id -> Nullable<Int8>,
        objected_at -> Nullable<Timestamptz>,
        objected_by_id -> Nullable<Int8>,
        objection -> Text,
        overruled_at -> Nullable<Timestamptz>,
        overruled_by_id -> Nullable<Int8>,
        overruling -> Text,
        answered_at -> Nullable<Timestamptz>,
        answered_by_id -> Nullable<Int8>,
        answer -> Text,
        user_id -> Nullable<Int8>,
        project_id -> Nullable<Int8>,
        version -> Int4,
    }
}

diesel::table! {
    announcement_dismissals (announcement_id, user_id) {
        announcement_id -> Int8,
        user_id -> Int8,
        dismissed_at -> Timestamptz,
    }
}

diesel::table! {
    announcements (id) {
        id -> Int8,
        title_zh -> Text,
        title_en -> Text,
        text_zh -> Text,
        text_en -> Text,
        level -> Text,
        audience -> Text,
        roles -> Array<Text>,
        begins_at -> Timestamptz,
        ends_at -> Timestamptz,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    applications (id) {
        id -> Int8,
        department_id -> Int8,
        name -> Text,
        description -> Text,
        contact_id -> Int8,
        state -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        version -> Int4,
        search -> Nullable<Tsvector>,
        project_id -> Nullable<Int8>,
    }
}

diesel::table! {
    approval_delegations (id) {
        id -> Int8,
        delegator_id -> Int8,
        delegate_id -> Int8,
        first_day -> Date,
        last_day -> Date,
        created_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        version -> Int4,
    }
}

diesel::table! {
    approval_flows (sector, place) {
        sector -> Text,
        place -> Int4,
        step -> Text,
    }
}

diesel::table! {
    attachments (id) {
        id -> Uuid,
        uploader_id -> Int8,
        ticket_id -> Nullable<Int8>,
        message_id -> Nullable<Int8>,
        field -> Text,
        file_name -> Text,
        media_type -> Text,
        size -> Int8,
        sha256 -> Bytea,
        uploaded_at -> Timestamptz,
        project_id -> Nullable<Int8>,
        request_id -> Nullable<Int8>,
        quota_request_id -> Nullable<Int8>,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> Int8,
        at -> Timestamptz,
        actor_id -> Nullable<Int8>,
        actor_name -> Text,
        address -> Text,
        request_id -> Text,
        action -> Text,
        resource_type -> Text,
        resource_id -> Text,
        before -> Nullable<Jsonb>,
        after -> Nullable<Jsonb>,
    }
}

diesel::table! {
    audit_sealed_entries (entry_id) {
        entry_id -> Int8,
        seal_id -> Int8,
    }
}

diesel::table! {
    audit_seals (id) {
        id -> Int8,
        hash -> Bytea,
        sealed_at -> Timestamptz,
    }
}

diesel::table! {
    calendar_days (date) {
        date -> Date,
        kind -> Text,
        name -> Text,
        provisional -> Bool,
    }
}

diesel::table! {
    calendar_years (year) {
        year -> Int4,
        published -> Bool,
        version -> Int4,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    complaint_messages (id) {
        id -> Int8,
        complaint_id -> Int8,
        author_id -> Int8,
        by_administrator -> Bool,
        text -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    complaints (id) {
        id -> Int8,
        ticket_id -> Int8,
        ticket_number -> Text,
        filer_id -> Int8,
        department_id -> Int8,
        state -> Text,
        filed_at -> Timestamptz,
        updated_at -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
        version -> Int4,
    }
}

diesel::table! {
    daily_uploads (user_id, day) {
        user_id -> Int8,
        day -> Date,
        bytes -> Int8,
    }
}

diesel::table! {
    departments (id) {
        id -> Int8,
        parent_id -> Nullable<Int8>,
        name -> Text,
        code -> Text,
        sector -> Nullable<Text>,
        special -> Nullable<Text>,
        disabled_at -> Nullable<Timestamptz>,
        subtree -> Array<Nullable<Int8>>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    disk_categories (code) {
        code -> Text,
        place -> Int4,
        name -> Text,
        name_en -> Text,
        system_sizes -> Int4range,
        data_sizes -> Int4range,
        retired_at -> Nullable<Timestamptz>,
        revision -> Int4,
    }
}

diesel::table! {
    half_sign_ins (key_hash) {
        key_hash -> Bytea,
        user_id -> Int8,
        begun_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    host_plans (ticket_id, host_id) {
        ticket_id -> Int8,
        host_id -> Int8,
        plan -> Text,
        state -> Text,
        before -> Nullable<Jsonb>,
        ended -> Array<Nullable<Int8>>,
        planned_at -> Timestamptz,
        done_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    hosts (id) {
        id -> Int8,
        name -> Text,
        floating_ip -> Inet,
        department_id -> Int8,
        application_id -> Nullable<Int8>,
        region_id -> Int8,
        specification -> Text,
        source -> Text,
        state -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        version -> Int4,
        search -> Nullable<Tsvector>,
        machine -> Text,
        instance_type -> Nullable<Text>,
        image -> Nullable<Text>,
        system_disk_category -> Nullable<Text>,
        system_disk_size -> Nullable<Int4>,
        data_disks -> Nullable<Jsonb>,
        vswitch_id -> Nullable<Int8>,
        ticket_id -> Nullable<Int8>,
    }
}

diesel::table! {
    images (code) {
        code -> Text,
        place -> Int4,
        family -> Text,
        version -> Text,
        name -> Text,
        name_en -> Text,
        least_disk -> Int4,
        retired_at -> Nullable<Timestamptz>,
        revision -> Int4,
    }
}

diesel::table! {
    instance_families (code) {
        code -> Text,
        memory_per_vcpu -> Int4,
        retired_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    instance_types (code) {
        code -> Text,
        family -> Text,
        size -> Text,
        vcpus -> Int4,
        memory_per_vcpu -> Int4,
        memory -> Int4,
        retired_at -> Nullable<Timestamptz>,
        revision -> Int4,
    }
}

diesel::table! {
    kept_forms (user_id, path) {
        user_id -> Int8,
        path -> Text,
        fields -> Jsonb,
        kept_at -> Timestamptz,
    }
}

diesel::table! {
    labels (id) {
        id -> Int8,
        department_id -> Int8,
        name -> Text,
        colour -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    mail_templates (id) {
        id -> Int8,
        kind -> Text,
        language -> Text,
        subject -> Nullable<Text>,
        greeting -> Nullable<Text>,
        closing -> Nullable<Text>,
        texts -> Jsonb,
        version -> Int4,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    mails (id) {
        id -> Int8,
        recipient_id -> Nullable<Int8>,
        address -> Text,
        language -> Text,
        message_id -> Nullable<Int8>,
        thread -> Text,
        title -> Jsonb,
        body -> Jsonb,
        quote -> Text,
        link -> Text,
        link_is_secret -> Bool,
        binding -> Bool,
        state -> Text,
        attempts -> Int4,
        next_try_at -> Timestamptz,
        last_error -> Nullable<Text>,
        created_at -> Timestamptz,
        sent_at -> Nullable<Timestamptz>,
        taken_at -> Nullable<Timestamptz>,
        webhook_id -> Nullable<Int8>,
    }
}

diesel::table! {
    maintenance_windows (id) {
        id -> Int8,
        begins_at -> Timestamptz,
        ends_at -> Nullable<Timestamptz>,
        notice_zh -> Text,
        notice_en -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    messages (id) {
        id -> Int8,
        recipient_id -> Int8,
        kind -> Text,
        title -> Jsonb,
        body -> Jsonb,
        quote -> Text,
        record_kind -> Text,
        record_id -> Int8,
        record_number -> Text,
        record_path -> Text,
        created_at -> Timestamptz,
        read_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    opening_addresses (opening_id, network) {
        opening_id -> Int8,
        network -> Cidr,
        department_id -> Int8,
        is_reached -> Bool,
        open_since -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    password_history (id) {
        id -> Int8,
        user_id -> Int8,
        password_hash -> Text,
        set_at -> Timestamptz,
    }
}

diesel::table! {
    password_resets (token_hash) {
        token_hash -> Bytea,
        user_id -> Int8,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    pool_ips (id) {
        id -> Int8,
        address -> Inet,
        pool -> Text,
        line -> Text,
        department_id -> Nullable<Int8>,
        note -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        version -> Int4,
        search -> Nullable<Tsvector>,
        retired_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    port_mappings (id) {
        id -> Int8,
        ticket_id -> Int8,
        row_number -> Int4,
        department_id -> Int8,
        application_id -> Int8,
        pool_ip -> Inet,
        protocol -> Text,
        public_port -> Int4,
        ports -> Int4range,
        floating_ip -> Inet,
        internal_port -> Int4,
        access_url -> Text,
        whitelist -> Text,
        valid -> Tstzrange,
        state -> Text,
        opened_by_id -> Nullable<Int8>,
        opened_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        removed_by_id -> Nullable<Int8>,
        removed_at -> Nullable<Timestamptz>,
        renews_id -> Nullable<Int8>,
        end_reason -> Nullable<Text>,
        reminded_days -> Nullable<Int2>,
        recertification_asked_at -> Nullable<Timestamptz>,
        recertified_at -> Nullable<Timestamptz>,
        recertified_by_id -> Nullable<Int8>,
        kind -> Text,
        long_connection -> Bool,
    }
}

diesel::table! {
    prices (id) {
        id -> Int4,
        component -> Text,
        amount -> Int8,
        valid -> Daterange,
        set_by_id -> Nullable<Int8>,
        set_at -> Timestamptz,
    }
}

diesel::table! {
    product_options (kind, code) {
        kind -> Text,
        code -> Text,
        place -> Int4,
        name -> Text,
        name_en -> Text,
        vcpus -> Nullable<Int4>,
        memory -> Nullable<Int4>,
        retired_at -> Nullable<Timestamptz>,
        revision -> Int4,
    }
}

diesel::table! {
    project_members (project_id, user_id) {
        project_id -> Int8,
        user_id -> Int8,
        since -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    projects (id) {
        id -> Int8,
        department_id -> Int8,
        name -> Text,
        description -> Text,
        contact_id -> Int8,
        owner_id -> Int8,
        keeper_id -> Int8,
        state -> Text,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        version -> Int4,
        search -> Nullable<Tsvector>,
    }
}

diesel::table! {
    recovery_codes (user_id, code_hash) {
        user_id -> Int8,
        code_hash -> Bytea,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    quota_balances (department_id, region_id, metric) {
        department_id -> Int8,
        region_id -> Int8,
        metric -> Text,
        total -> Int8,
        allocated -> Int8,
        used -> Int8,
        pending -> Int8,
    }
}

diesel::table! {
    quota_metrics (code) {
        code -> Text,
        place -> Int4,
        name -> Text,
        name_en -> Text,
        unit -> Text,
        unit_en -> Text,
    }
}

diesel::table! {
    quota_request_rows (request_id, place) {
        request_id -> Int8,
        place -> Int4,
        region_id -> Int8,
        metric -> Text,
        amount -> Int8,
        total_before -> Int8,
    }
}

diesel::table! {
    quota_requests (id) {
        id -> Int8,
        number -> Text,
        state -> Text,
        applicant_id -> Int8,
        department_id -> Int8,
        parent_id -> Int8,
        reason -> Text,
        filed_at -> Timestamptz,
        for_request_id -> Nullable<Int8>,
        decided_at -> Nullable<Timestamptz>,
        decided_by_id -> Nullable<Int8>,
        opinion -> Text,
        ended_at -> Nullable<Timestamptz>,
        version -> Int4,
        search_text -> Text,
    }
}

diesel::table! {
    regions (id) {
        id -> Int8,
        name -> Text,
        code -> Text,
        kind -> Text,
        disabled_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    request_carts (id) {
        id -> Int8,
        user_id -> Int8,
        request_id -> Nullable<Int8>,
        seen -> Nullable<Int4>,
        places -> Int4,
        form -> Json,
        version -> Int4,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    request_decisions (request_id, round, step) {
        request_id -> Int8,
        round -> Int4,
        step -> Text,
        revision -> Int4,
        applicant_id -> Int8,
        decided_by_id -> Int8,
        outcome -> Text,
        opinion -> Text,
        decided_at -> Timestamptz,
        decided_for_id -> Nullable<Int8>,
    }
}

diesel::table! {
    request_items (request_id, revision, place) {
        request_id -> Int8,
        revision -> Int4,
        place -> Int4,
        product -> Text,
        details -> Jsonb,
        quantity -> Int4,
        monthly -> Nullable<Int8>,
    }
}

diesel::table! {
    request_revisions (request_id, revision) {
        request_id -> Int8,
        revision -> Int4,
        round -> Int4,
        project_id -> Int8,
        region_id -> Int8,
        remarks -> Text,
        files -> Array<Uuid>,
        submitted_at -> Timestamptz,
        monthly -> Nullable<Int8>,
    }
}

diesel::table! {
    request_turns (request_id, round, state) {
        request_id -> Int8,
        round -> Int4,
        state -> Text,
        department_id -> Int8,
        since -> Timestamptz,
        until -> Timestamptz,
        working_seconds -> Int8,
        due_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    request_users (request_id, revision, place) {
        request_id -> Int8,
        revision -> Int4,
        place -> Int4,
        user_id -> Nullable<Int8>,
        name -> Text,
        phone -> Text,
        email -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    resource_requests (id) {
        id -> Int8,
        number -> Text,
        state -> Text,
        applicant_id -> Int8,
        department_id -> Int8,
        project_id -> Nullable<Int8>,
        region_id -> Nullable<Int8>,
        form -> Json,
        flow -> Array<Text>,
        round -> Int4,
        revision -> Int4,
        due_at -> Nullable<Timestamptz>,
        due_provisional -> Bool,
        reminded -> Int2,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        state_since -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        version -> Int4,
        summary -> Text,
        search_text -> Text,
        search -> Nullable<Tsvector>,
        batch -> Bool,
        products -> Array<Text>,
        purpose -> Text,
        resource_id -> Nullable<Int8>,
    }
}

diesel::table! {
    resource_changes (request_id) {
        request_id -> Int8,
        resource_id -> Int8,
        purpose -> Text,
        revision -> Int4,
        place -> Int4,
        note -> Text,
        done_by_id -> Int8,
        done_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    resources (id) {
        id -> Int8,
        product -> Text,
        name -> Text,
        department_id -> Int8,
        project_id -> Int8,
        region_id -> Int8,
        request_id -> Int8,
        revision -> Int4,
        place -> Int4,
        quantity -> Int4,
        unit -> Int4,
        instance_id -> Text,
        host_id -> Nullable<Int8>,
        address -> Text,
        note -> Text,
        specification -> Text,
        state -> Text,
        delivered_by_id -> Int8,
        delivered_at -> Timestamptz,
        search -> Nullable<Tsvector>,
    }
}

diesel::table! {
    risk_ports (id) {
        ports -> Int4range,
        service -> Text,
        class -> Text,
        policy -> Text,
        id -> Int8,
        reason -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    saved_filters (id) {
        id -> Int8,
        user_id -> Int8,
        list -> Text,
        place -> Int2,
        name -> Text,
        query -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    second_factors (user_id) {
        user_id -> Int8,
        secret -> Bytea,
        begun_at -> Timestamptz,
        begun_in -> Uuid,
        enabled_at -> Nullable<Timestamptz>,
        last_step -> Int8,
        shown_codes -> Nullable<Bytea>,
        shown_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    sessions (key_hash) {
        key_hash -> Bytea,
        id -> Uuid,
        user_id -> Int8,
        state -> Jsonb,
        address -> Text,
        user_agent -> Text,
        created_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    settings (key) {
        key -> Text,
        value -> Jsonb,
    }
}

diesel::table! {
    sheet_imports (id) {
        id -> Uuid,
        user_id -> Int8,
        kind -> Text,
        file_name -> Text,
        rows -> Jsonb,
        ignored -> Jsonb,
        uploaded_at -> Timestamptz,
        imported_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Jsonb>,
    }
}

diesel::table! {
    sign_in_attempts (id) {
        id -> Int8,
        username -> Text,
        address -> Text,
        purpose -> Text,
        succeeded -> Bool,
        at -> Timestamptz,
    }
}

diesel::table! {
    submissions (id) {
        id -> Uuid,
        user_id -> Int8,
        leads_to -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    support_categories (code) {
        code -> Text,
        name_zh -> Text,
        name_en -> Text,
        place -> Int2,
        retired_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    support_problems (code) {
        code -> Text,
        category -> Text,
        name_zh -> Text,
        name_en -> Text,
        template_zh -> Text,
        template_en -> Text,
        place -> Int2,
        retired_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    support_severities (code) {
        code -> Text,
        name_zh -> Text,
        name_en -> Text,
        hint_zh -> Text,
        hint_en -> Text,
        place -> Int2,
        retired_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    ticket_authorisations (id) {
        id -> Int8,
        ticket_id -> Int8,
        target -> Text,
        reason -> Text,
        wanted_from -> Timestamptz,
        wanted_until -> Timestamptz,
        asked_by_id -> Int8,
        asked_at -> Timestamptz,
        state -> Text,
        address -> Nullable<Text>,
        port -> Nullable<Int4>,
        account -> Nullable<Text>,
        sealed -> Nullable<Bytea>,
        valid_from -> Nullable<Timestamptz>,
        valid_until -> Nullable<Timestamptz>,
        refusal -> Text,
        answered_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        readings -> Int4,
        last_read_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    ticket_copies (ticket_id) {
        ticket_id -> Int8,
        typed -> Text,
        addresses -> Array<Nullable<Text>>,
    }
}

diesel::table! {
    ticket_groups (id) {
        id -> Int8,
        department_id -> Int8,
        name -> Text,
        disabled_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    ticket_labels (ticket_id, place) {
        ticket_id -> Int8,
        place -> Int2,
        label_id -> Int8,
    }
}

diesel::table! {
    ticket_messages (id) {
        id -> Int8,
        ticket_id -> Int8,
        author_id -> Int8,
        by_operator -> Bool,
        text -> Text,
        is_secret -> Bool,
        sealed -> Nullable<Bytea>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    ticket_ratings (ticket_id) {
        ticket_id -> Int8,
        rated_by_id -> Int8,
        timeliness -> Int2,
        outcome -> Int2,
        text -> Text,
        rated_at -> Timestamptz,
    }
}

diesel::table! {
    ticket_relations (ticket_id, place) {
        ticket_id -> Int8,
        place -> Int2,
        other_id -> Int8,
    }
}

diesel::table! {
    ticket_tallies (id) {
        id -> Int8,
        department_id -> Int8,
        kind -> Text,
        state -> Text,
        hidden -> Bool,
        tickets -> Int8,
    }
}

diesel::table! {
    ticket_targets (kind) {
        kind -> Text,
        working_days -> Int4,
    }
}

diesel::table! {
    ticket_turns (id) {
        id -> Int8,
        ticket_id -> Int8,
        state -> Text,
        assignee_id -> Nullable<Int8>,
        since -> Timestamptz,
        until -> Nullable<Timestamptz>,
        working_seconds -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    tickets (id) {
        id -> Int8,
        number -> Text,
        kind -> Text,
        state -> Text,
        application_id -> Nullable<Int8>,
        department_id -> Int8,
        ticket_group_id -> Int8,
        filer_id -> Int8,
        assignee_id -> Nullable<Int8>,
        contact_phone -> Text,
        contact_email -> Text,
        description -> Text,
        details -> Json,
        copied_from_id -> Nullable<Int8>,
        result -> Text,
        opened -> Bool,
        urges -> Int4,
        urged_at -> Nullable<Timestamptz>,
        clock_left_seconds -> Int8,
        clock_since -> Nullable<Timestamptz>,
        due_at -> Nullable<Timestamptz>,
        due_provisional -> Bool,
        completes_at -> Nullable<Timestamptz>,
        reminded -> Bool,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        hidden_at -> Nullable<Timestamptz>,
        version -> Int4,
        search_text -> Text,
        search -> Nullable<Tsvector>,
    }
}

diesel::table! {
    timeline_entries (id) {
        id -> Int8,
        record_kind -> Text,
        record_id -> Int8,
        at -> Timestamptz,
        actor_id -> Nullable<Int8>,
        actor_name -> Text,
        action -> Text,
        said -> Jsonb,
        quote -> Text,
        in_place_of -> Text,
    }
}

diesel::table! {
    url_scans (id) {
        id -> Int8,
        ticket_id -> Int8,
        url -> Text,
        ports -> Array<Nullable<Int4>>,
        asked_by_id -> Nullable<Int8>,
        asked_at -> Timestamptz,
        state -> Text,
        attempts -> Int4,
        next_try_at -> Timestamptz,
        report -> Nullable<Jsonb>,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    user_grants (user_id, permission) {
        user_id -> Int8,
        permission -> Text,
        granted_at -> Timestamptz,
    }
}

diesel::table! {
    user_roles (user_id, role) {
        user_id -> Int8,
        role -> Text,
        granted_at -> Timestamptz,
    }
}

diesel::table! {
    users (id) {
        id -> Int8,
        username -> Text,
        display_name -> Text,
        phone -> Text,
        email -> Text,
        language -> Text,
        department_id -> Int8,
        ticket_group_id -> Int8,
        password_hash -> Text,
        password_changed_at -> Timestamptz,
        must_change_password -> Bool,
        mail_preference -> Text,
        locked_until -> Nullable<Timestamptz>,
        disabled_at -> Nullable<Timestamptz>,
        last_signed_in_at -> Nullable<Timestamptz>,
        last_signed_in_from -> Nullable<Text>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        version -> Int4,
        shortcuts -> Bool,
    }
}

diesel::table! {
    vpcs (id) {
        id -> Int8,
        department_id -> Int8,
        region_id -> Int8,
        name -> Text,
        cidr -> Cidr,
        created_at -> Timestamptz,
        retired_at -> Nullable<Timestamptz>,
        updated_at -> Timestamptz,
        version -> Int4,
    }
}

diesel::table! {
    vswitches (id) {
        id -> Int8,
        vpc_id -> Int8,
        vpc_cidr -> Cidr,
        name -> Text,
        cidr -> Cidr,
        created_at -> Timestamptz,
        retired_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    webhooks (id) {
        id -> Int8,
        name -> Text,
        format -> Text,
        url -> Bytea,
        secret -> Nullable<Bytea>,
        host -> Text,
        language -> Text,
        kinds -> Array<Text>,
        role -> Nullable<Text>,
        department_id -> Nullable<Int8>,
        paused_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::joinable!(account_request_reminders -> account_requests (account_request_id));
diesel::joinable!(access_policies -> applications (application_id));
diesel::joinable!(access_policies -> departments (department_id));
diesel::joinable!(access_policies -> tickets (ticket_id));
diesel::joinable!(announcement_dismissals -> announcements (announcement_id));
diesel::joinable!(announcement_dismissals -> users (user_id));
diesel::joinable!(applications -> departments (department_id));
diesel::joinable!(applications -> users (contact_id));
diesel::joinable!(attachments -> projects (project_id));
diesel::joinable!(attachments -> resource_requests (request_id));
diesel::joinable!(attachments -> ticket_messages (message_id));
diesel::joinable!(attachments -> tickets (ticket_id));
diesel::joinable!(attachments -> users (uploader_id));
diesel::joinable!(audit_sealed_entries -> audit_entries (entry_id));
diesel::joinable!(audit_sealed_entries -> audit_seals (seal_id));
diesel::joinable!(complaint_messages -> complaints (complaint_id));
diesel::joinable!(complaint_messages -> users (author_id));
diesel::joinable!(complaints -> departments (department_id));
diesel::joinable!(complaints -> users (filer_id));
diesel::joinable!(daily_uploads -> users (user_id));
diesel::joinable!(half_sign_ins -> users (user_id));
diesel::joinable!(host_plans -> hosts (host_id));
diesel::joinable!(host_plans -> tickets (ticket_id));
diesel::joinable!(hosts -> applications (application_id));
diesel::joinable!(hosts -> departments (department_id));
diesel::joinable!(hosts -> disk_categories (system_disk_category));
diesel::joinable!(hosts -> images (image));
diesel::joinable!(hosts -> instance_types (instance_type));
diesel::joinable!(hosts -> regions (region_id));
diesel::joinable!(hosts -> tickets (ticket_id));
diesel::joinable!(hosts -> vswitches (vswitch_id));
diesel::joinable!(kept_forms -> users (user_id));
diesel::joinable!(labels -> departments (department_id));
diesel::joinable!(mails -> messages (message_id));
diesel::joinable!(mails -> users (recipient_id));
diesel::joinable!(mails -> webhooks (webhook_id));
diesel::joinable!(messages -> users (recipient_id));
diesel::joinable!(opening_addresses -> departments (department_id));
diesel::joinable!(password_history -> users (user_id));
diesel::joinable!(password_resets -> users (user_id));
diesel::joinable!(pool_ips -> departments (department_id));
diesel::joinable!(port_mappings -> applications (application_id));
diesel::joinable!(port_mappings -> departments (department_id));
diesel::joinable!(port_mappings -> tickets (ticket_id));
diesel::joinable!(prices -> users (set_by_id));
diesel::joinable!(projects -> departments (department_id));
diesel::joinable!(recovery_codes -> second_factors (user_id));
diesel::joinable!(request_carts -> resource_requests (request_id));
diesel::joinable!(request_carts -> users (user_id));
diesel::joinable!(request_decisions -> resource_requests (request_id));
diesel::joinable!(request_revisions -> projects (project_id));
diesel::joinable!(request_revisions -> regions (region_id));
diesel::joinable!(request_revisions -> resource_requests (request_id));
diesel::joinable!(request_turns -> departments (department_id));
diesel::joinable!(request_turns -> resource_requests (request_id));
diesel::joinable!(request_users -> users (user_id));
diesel::joinable!(resource_requests -> departments (department_id));
diesel::joinable!(resource_requests -> regions (region_id));
diesel::joinable!(resource_requests -> users (applicant_id));
diesel::joinable!(resources -> departments (department_id));
diesel::joinable!(resources -> hosts (host_id));
diesel::joinable!(resources -> regions (region_id));
diesel::joinable!(resources -> resource_requests (request_id));
diesel::joinable!(resources -> users (delivered_by_id));
diesel::joinable!(saved_filters -> users (user_id));
diesel::joinable!(second_factors -> users (user_id));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(sheet_imports -> users (user_id));
diesel::joinable!(submissions -> users (user_id));
diesel::joinable!(support_problems -> support_categories (category));
diesel::joinable!(ticket_authorisations -> tickets (ticket_id));
diesel::joinable!(ticket_authorisations -> users (asked_by_id));
diesel::joinable!(ticket_copies -> tickets (ticket_id));
diesel::joinable!(ticket_groups -> departments (department_id));
diesel::joinable!(ticket_labels -> labels (label_id));
diesel::joinable!(ticket_labels -> tickets (ticket_id));
diesel::joinable!(ticket_messages -> tickets (ticket_id));
diesel::joinable!(ticket_messages -> users (author_id));
diesel::joinable!(ticket_ratings -> tickets (ticket_id));
diesel::joinable!(ticket_ratings -> users (rated_by_id));
diesel::joinable!(ticket_turns -> tickets (ticket_id));
diesel::joinable!(ticket_turns -> users (assignee_id));
diesel::joinable!(tickets -> applications (application_id));
diesel::joinable!(tickets -> departments (department_id));
diesel::joinable!(tickets -> ticket_groups (ticket_group_id));
diesel::joinable!(tickets -> ticket_targets (kind));
diesel::joinable!(timeline_entries -> users (actor_id));
diesel::joinable!(url_scans -> tickets (ticket_id));
diesel::joinable!(url_scans -> users (asked_by_id));
diesel::joinable!(user_grants -> users (user_id));
diesel::joinable!(user_roles -> users (user_id));
diesel::joinable!(users -> departments (department_id));
diesel::joinable!(users -> ticket_groups (ticket_group_id));
diesel::joinable!(vpcs -> departments (department_id));
diesel::joinable!(vpcs -> regions (region_id));
diesel::joinable!(webhooks -> departments (department_id));

diesel::allow_tables_to_appear_in_same_query!(
    access_policies,
    account_request_reminders,
    account_requests,
    announcement_dismissals,
    announcements,
    applications,
    approval_delegations,
    approval_flows,
    attachments,
    audit_entries,
    audit_sealed_entries,
    audit_seals,
    calendar_days,
    calendar_years,
    complaint_messages,
    complaints,
    daily_uploads,
    departments,
    disk_categories,
    half_sign_ins,
    host_plans,
    hosts,
    images,
    instance_families,
    instance_types,
    kept_forms,
    labels,
    mail_templates,
    mails,
    maintenance_windows,
    messages,
    opening_addresses,
    password_history,
    password_resets,
    pool_ips,
    port_mappings,
    prices,
    product_options,
    project_members,
    projects,
    recovery_codes,
    quota_balances,
    quota_metrics,
    quota_request_rows,
    quota_requests,
    regions,
    request_carts,
    request_decisions,
    request_items,
    request_revisions,
    request_turns,
    request_users,
    resource_changes,
    resource_requests,
    resources,
    risk_ports,
    saved_filters,
    second_factors,
    sessions,
    settings,
    sheet_imports,
    sign_in_attempts,
    submissions,
    support_categories,
    support_problems,
    support_severities,
    ticket_authorisations,
    ticket_copies,
    ticket_groups,
    ticket_labels,
    ticket_messages,
    ticket_ratings,
    ticket_relations,
    ticket_tallies,
    ticket_targets,
    ticket_turns,
    tickets,
    timeline_entries,
    url_scans,
    user_grants,
    user_roles,
    users,
    vpcs,
    vswitches,
    webhooks,
);

namespace Inkaust.LocalKsef;

/// <summary>The whole route table: every door of the server, who may go through it and which limit counts it.</summary>
internal static class Routes
{
    private const Permission Write = Permission.InvoiceWrite;
    private const Permission PefWrite = Permission.PefInvoiceWrite;
    private const Permission Enforce = Permission.EnforcementOperations;
    private const Permission Manage = Permission.CredentialsManage;
    private const Permission Collect = Permission.CollectiveIdentifierManage;
    private const Permission Look = Permission.Introspection;

    public static IReadOnlyList<Route> OfApi(World world)
    {
        var tokens = new Tokens(world.Registry, world.Clock, world.Keys);
        var authentication = new Authentication(tokens, world.Registry, world.Rights, world.Authority, world.Tickets, world.Faults, world.Clock,
            world.MostLeftByStrangers);
        var logins = new AuthenticationSessions(world.Registry, world.Clock);
        var keys = new PublicKeys(world.Keys);
        var certificates = new Certificates(world.Registry, world.Clock, world.Faults, world.Limits, world.Authority);
        var sending = new SendingSessions(world.Registry, world.Clock, world.ChecksIdentifiers);
        var online = new OnlineSessions(sending, world.Registry, world.Keys, world.Limits, world.Processing, world.Faults, world.Clock);
        var batches = new BatchSessions(sending, world.Registry, world.Keys, world.Batches, world.Downloads, world.Faults, world.Clock);
        var sessions = new SessionsAndUpo(world.Registry, world.Clock, world.Downloads, world.Upos);
        var invoices = new InvoiceDownload(new InvoiceSearch(world.Registry, world.Clock), world.Registry, world.Clock, world.Faults, world.Keys,
            world.Downloads, world.Exports);
        var limits = new LimitsInForce(world.Limits, world.RateLimits);
        var testData = new TestData(world.Registry, world.Clock, world.Limits, world.Rights, world.Roles, world.RateLimits);
        var collective = new CollectiveIdentifiers(world.Registry, world.Clock, world.Limits);
        var peppol = new PeppolProviders(world.Registry);
        var operations = new PermissionOperations(world.Registry, world.Clock, world.Faults, world.Rights);
        var grants = new PermissionGrants(world.Clock, world.Rights, world.Roles, operations);
        var queries = new PermissionQueries(world.Rights, world.Roles);
        return
        [
            Post("/v2/auth/challenge", RateGroup.Public, authentication.Challenge),
            Post("/v2/auth/xades-signature", RateGroup.Public, authentication.XadesSignature),
            Post("/v2/auth/ksef-token", RateGroup.Public, authentication.KsefToken),
            Get("/v2/auth/{referenceNumber}", RateGroup.Public, authentication.Status).With(TicketKind.Operation),
            Post("/v2/auth/token/redeem", RateGroup.Public, authentication.Redeem).With(TicketKind.Operation),
            Post("/v2/auth/token/refresh", RateGroup.Public, authentication.Refresh).With(TicketKind.Refresh),
            Get("/v2/auth/sessions", RateGroup.Other, logins.List).With(TicketKind.Access),
            Delete("/v2/auth/sessions/current", RateGroup.Other, logins.RevokeCurrent).With(TicketKind.Access, TicketKind.Refresh),
            Delete("/v2/auth/sessions/{referenceNumber}", RateGroup.Other, logins.RevokeOther).With(TicketKind.Access),

            Get("/v2/security/public-key-certificates", RateGroup.Public, keys.List),

            Get("/v2/certificates/limits", RateGroup.Other, certificates.Limits).With(TicketKind.Access),
            Get("/v2/certificates/enrollments/data", RateGroup.Other, Certificates.EnrollmentData).With(TicketKind.Access),
            Post("/v2/certificates/enrollments", RateGroup.Other, certificates.Enroll).With(TicketKind.Access),
            Get("/v2/certificates/enrollments/{referenceNumber}", RateGroup.Other, certificates.EnrollmentStatus).With(TicketKind.Access),
            Post("/v2/certificates/retrieve", RateGroup.Other, certificates.Retrieve).With(TicketKind.Access),
            Post("/v2/certificates/query", RateGroup.Other, certificates.Query).With(TicketKind.Access),
            Post("/v2/certificates/{certificateSerialNumber}/revoke", RateGroup.Other, certificates.Revoke).With(TicketKind.Access),

            Post("/v2/sessions/online", RateGroup.OnlineSession, online.Open).For(Write, PefWrite, Enforce),
            Post("/v2/sessions/online/{referenceNumber}/invoices", RateGroup.InvoiceSend, online.Send).For(Write, PefWrite, Enforce),
            Post("/v2/sessions/online/{referenceNumber}/close", RateGroup.OnlineSessionClose, online.Close).For(Write, PefWrite, Enforce),

            Post("/v2/sessions/batch", RateGroup.BatchSession, batches.Open).For(Write, Enforce),
            Post("/v2/sessions/batch/{referenceNumber}/close", RateGroup.BatchSessionClose, batches.Close).For(Write, Enforce),

            Get("/v2/sessions", RateGroup.SessionList, sessions.List).For(Look, Enforce, Write),
            Get("/v2/sessions/{referenceNumber}", RateGroup.SessionMisc, sessions.Status).For(Write, Look, PefWrite, Enforce),
            Get("/v2/sessions/{referenceNumber}/invoices", RateGroup.SessionInvoiceList, sessions.Invoices).For(Write, Look, PefWrite, Enforce),
            Get("/v2/sessions/{referenceNumber}/invoices/failed", RateGroup.SessionInvoiceList, sessions.FailedInvoices)
                .For(Write, Look, PefWrite, Enforce),
            Get("/v2/sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}", RateGroup.InvoiceStatus, sessions.Invoice)
                .For(Write, Look, PefWrite, Enforce),
            Get("/v2/sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}/upo", RateGroup.SessionMisc, sessions.UpoByReference)
                .For(Write, Look, PefWrite, Enforce),
            Get("/v2/sessions/{referenceNumber}/invoices/ksef/{ksefNumber}/upo", RateGroup.SessionMisc, sessions.UpoByKsefNumber)
                .For(Write, Look, PefWrite, Enforce),
            Get("/v2/sessions/{referenceNumber}/upo/{upoReferenceNumber}", RateGroup.SessionMisc, sessions.UpoOfSession)
                .For(Write, Look, PefWrite, Enforce),

            Post("/v2/invoices/query/metadata", RateGroup.InvoiceMetadata, invoices.QueryMetadata).For(Permission.InvoiceRead),
            Post("/v2/invoices/exports", RateGroup.InvoiceExport, invoices.Export).For(Permission.InvoiceRead),
            Get("/v2/invoices/exports/{referenceNumber}", RateGroup.InvoiceExportStatus, invoices.ExportStatus).For(Permission.InvoiceRead),
            Get("/v2/invoices/ksef/{ksefNumber}", RateGroup.InvoiceDownload, invoices.ByKsefNumber).For(Permission.InvoiceRead),

            Post("/v2/tokens", RateGroup.Other, tokens.Generate).With(TicketKind.Access),
            Get("/v2/tokens", RateGroup.Other, tokens.List).With(TicketKind.Access),
            Get("/v2/tokens/{referenceNumber}", RateGroup.Other, tokens.Status).With(TicketKind.Access),
            Delete("/v2/tokens/{referenceNumber}", RateGroup.Other, tokens.Revoke).With(TicketKind.Access),

            Post("/v2/permissions/persons/grants", RateGroup.Other, operations.OrCancelled(grants.GrantToPerson)).For(Manage),
            Post("/v2/permissions/entities/grants", RateGroup.Other, operations.OrCancelled(grants.GrantToEntity)).For(Manage),
            Post("/v2/permissions/indirect/grants", RateGroup.Other, operations.OrCancelled(grants.GrantIndirectly)).For(Manage),
            Post("/v2/permissions/eu-entities/administration/grants", RateGroup.Other, operations.OrCancelled(grants.GrantEuAdministration))
                .For(Manage),
            Post("/v2/permissions/eu-entities/grants", RateGroup.Other, operations.OrCancelled(grants.GrantEuRepresentation))
                .For(Permission.VatUeManage),
            Post("/v2/permissions/subunits/grants", RateGroup.Other, operations.OrCancelled(grants.GrantInSubunit)).For(Permission.SubunitManage),
            Post("/v2/permissions/authorizations/grants", RateGroup.Other, operations.OrCancelled(grants.Authorize)).For(Manage),
            Delete("/v2/permissions/common/grants/{permissionId}", RateGroup.Other, operations.OrCancelled(operations.Withdraw))
                .With(TicketKind.Access),
            Delete("/v2/permissions/authorizations/grants/{permissionId}", RateGroup.Other, operations.OrCancelled(operations.WithdrawAuthorization))
                .For(Manage),
            Get("/v2/permissions/operations/{referenceNumber}", RateGroup.Other, operations.Status).With(TicketKind.Access),
            Get("/v2/permissions/attachments/status", RateGroup.Other, operations.AttachmentStatus).For(Manage, Permission.CredentialsRead),
            Post("/v2/permissions/query/personal/grants", RateGroup.Other, queries.Personal).With(TicketKind.Access),
            Post("/v2/permissions/query/persons/grants", RateGroup.Other, queries.Persons)
                .For(Manage, Permission.CredentialsRead, Permission.SubunitManage),
            Post("/v2/permissions/query/entities/grants", RateGroup.Other, queries.Entities).For(Manage, Permission.CredentialsRead),
            Post("/v2/permissions/query/subunits/grants", RateGroup.Other, queries.Subunits)
                .For(Manage, Permission.CredentialsRead, Permission.SubunitManage),
            Post("/v2/permissions/query/eu-entities/grants", RateGroup.Other, queries.EuEntities)
                .For(Manage, Permission.CredentialsRead, Permission.VatUeManage),
            Get("/v2/permissions/query/entities/roles", RateGroup.Other, queries.Roles).For(Manage, Permission.CredentialsRead),
            Post("/v2/permissions/query/subordinate-entities/roles", RateGroup.Other, queries.SubordinateRoles)
                .For(Manage, Permission.CredentialsRead, Permission.SubunitManage),
            Post("/v2/permissions/query/authorizations/grants", RateGroup.Other, queries.Authorizations)
                .For(Manage, Permission.CredentialsRead, Permission.PefInvoiceWrite),

            Get("/v2/limits/context", RateGroup.Other, limits.OfContext).With(TicketKind.Access),
            Get("/v2/limits/subject", RateGroup.Other, limits.OfSubject).With(TicketKind.Access),

            Post("/v2/collective-identifiers", RateGroup.CollectiveIdentifier, collective.Generate).For(Permission.InvoiceRead, Write, Collect),
            Post("/v2/collective-identifiers/query", RateGroup.CollectiveIdentifier, collective.Query).For(Permission.InvoiceRead, Write, Collect),
            Post("/v2/collective-identifiers/invoices", RateGroup.CollectiveIdentifier, collective.Invoices)
                .For(Permission.InvoiceRead, Write, Collect),
            Get("/v2/collective-identifiers/ksef/{ksefNumber}", RateGroup.CollectiveIdentifier, collective.OfInvoice)
                .For(Permission.InvoiceRead, Write, Collect),

            Get("/v2/peppol/query", RateGroup.Public, peppol.Query),

            Get("/v2/rate-limits", RateGroup.Other, limits.OfRequests).With(TicketKind.Access),

            Post("/v2/testdata/rate-limits", RateGroup.Other, testData.SetRateLimits).With(TicketKind.Access),
            Delete("/v2/testdata/rate-limits", RateGroup.Other, testData.RestoreRateLimits).With(TicketKind.Access),
            Post("/v2/testdata/rate-limits/production", RateGroup.Other, testData.SetProductionRateLimits).With(TicketKind.Access),
            Post("/v2/testdata/subject", RateGroup.Public, testData.CreateSubject),
            Post("/v2/testdata/subject/remove", RateGroup.Public, testData.RemoveSubject),
            Post("/v2/testdata/person", RateGroup.Public, testData.CreatePerson),
            Post("/v2/testdata/person/remove", RateGroup.Public, testData.RemovePerson),
            Post("/v2/testdata/permissions", RateGroup.Public, testData.GrantPermissions),
            Post("/v2/testdata/permissions/revoke", RateGroup.Public, testData.RevokePermissions),
            Post("/v2/testdata/attachment", RateGroup.Public, testData.AllowAttachments),
            Post("/v2/testdata/attachment/revoke", RateGroup.Public, testData.RevokeAttachments),
            Post("/v2/testdata/context/block", RateGroup.Public, testData.BlockContext),
            Post("/v2/testdata/context/unblock", RateGroup.Public, testData.UnblockContext),
            Put("/v2/testdata/certificates/{serialNumber}", RateGroup.Other, testData.ExpireCertificate).With(TicketKind.Access),
            Post("/v2/testdata/limits/context/session", RateGroup.Other, testData.SetSessionLimits).With(TicketKind.Access),
            Delete("/v2/testdata/limits/context/session", RateGroup.Other, testData.RestoreSessionLimits).With(TicketKind.Access),
            Post("/v2/testdata/limits/subject/certificate", RateGroup.Other, testData.SetCertificateLimits).With(TicketKind.Access),
            Delete("/v2/testdata/limits/subject/certificate", RateGroup.Other, testData.RestoreCertificateLimits).With(TicketKind.Access),
        ];
    }

    /// <summary>What anybody may see without signing in, beside the API.</summary>
    public static IReadOnlyList<Route> OfPublic(World world)
    {
        var latarnia = new Latarnia(world.Announcements);
        var verification = new VerificationPages(world.Registry, world.Rights, world.Clock, world.Drawing is not null);
        var files = new InvoiceFiles(verification, world.Registry, world.DownloadTries, world.Drawing, world.Clock);
        return
        [
            Get("/", RateGroup.None, Entrance.OfApi),
            Get("/status", RateGroup.None, latarnia.Status),
            Get("/messages", RateGroup.None, latarnia.Messages),
            Get("/qr/invoice/{nip}/{date}/{hash}", RateGroup.None, verification.Invoice),
            Post("/qr/invoice/{nip}/{date}/{hash}/download", RateGroup.None, files.Download),
            Get("/qr/invoice/search", RateGroup.None, InvoiceFiles.AskWhich),
            Post("/qr/invoice/search", RateGroup.None, files.Search),
            Get("/qr/certificate/{contextType}/{contextValue}/{nip}/{serial}/{hash}/{signature}", RateGroup.None, verification.Certificate),
            Get("/storage/upo/{invoice}", RateGroup.None, world.Downloads.InvoiceUpo),
            Get("/storage/upo/{session}/{page}", RateGroup.None, world.Downloads.UpoPage),
            Get("/storage/export/{export}/{part}", RateGroup.None, world.Downloads.ExportPart),
            Put("/storage/batch/{session}/{part}", RateGroup.None, world.Downloads.UploadBatchPart),
        ];
    }

    /// <summary>The management port; the sentences are those of its OpenAPI document.</summary>
    public static IReadOnlyList<Route> OfManagement(World world)
    {
        var control = new Control(world.Upkeep, () => OfManagement(world), world.Registry, world.Clock, world.Faults, world.Keys, world.Authority,
            world.Announcements, world.Received);
        return
        [
            Get("/", RateGroup.None, control.Entrance).Says("What this port is, and where it is described"),
            Get("/openapi.json", RateGroup.None, control.OpenApi).Says("This document"),
            Get("/health", RateGroup.None, control.Health).Says("Whether the server is up, and its time"),
            Get("/clock", RateGroup.None, control.Clock).Says("The server's time, and whether it stands still"),
            Put("/clock", RateGroup.None, control.SetClock)
                .Says("Set, freeze or let run; everything that has time in it follows", typeof(ClockRequest)),
            Post("/clock/advance", RateGroup.None, control.AdvanceClock).Says("Go on (or back) by a span", typeof(AdvanceRequest)),
            Get("/latarnia", RateGroup.None, control.Latarnia).Says("Whether Latarnia answers"),
            Put("/latarnia", RateGroup.None, control.SetLatarnia)
                .Says("Take Latarnia down (503) or up again; KSeF itself goes on", typeof(LatarniaState)),
            Get("/announcements", RateGroup.None, control.Announcements).Says("What Latarnia publishes"),
            Post("/announcements", RateGroup.None, control.Announce)
                .Says("Publish a message: maintenance, start or end of a failure", typeof(AnnouncementRequest), 201),
            Post("/announcements/{id}/versions", RateGroup.None, control.ReviseAnnouncement)
                .Says("Publish a message again as its next version", typeof(AnnouncementChange), 201),
            Delete("/announcements", RateGroup.None, control.WithdrawAnnouncements).Says("Withdraw all messages, as if never published", status: 204),
            Delete("/announcements/{id}", RateGroup.None, control.WithdrawAnnouncement).Says("Withdraw one message", status: 204),
            Get("/faults", RateGroup.None, control.Faults).Says("The faults that are on, and how often each has hit"),
            Post("/faults", RateGroup.None, control.AddFault)
                .Says("Make something go wrong, by endpoint, count or probability", typeof(FaultRequest), 201),
            Delete("/faults", RateGroup.None, control.RemoveFaults).Says("Remove all faults", status: 204),
            Delete("/faults/{id}", RateGroup.None, control.RemoveFault).Says("Remove one fault", status: 204),
            Get("/received", RateGroup.None, control.Received).Says("The latest requests and all invoices that came in"),
            Post("/keys/rotate", RateGroup.None, control.RotateKeys)
                .Says("New public keys; the old ones still open what was wrapped for them", status: 204),
            Post("/reset", RateGroup.None, control.Reset).Says("Forget everything but the keys", status: 204),
            Get("/snapshot", RateGroup.None, control.Snapshot)
                .Says("Everything that outlives a restart, private keys included, as one JSON document"),
            Post("/restore", RateGroup.None, control.Restore).Says("Put a snapshot (up to 101 MB) in place of everything", typeof(object), 204),
            Get("/certificates", RateGroup.None, control.Certificates).Says("The KSeF certificates that were issued, the latest first"),
            Get("/certificates/authority", RateGroup.None, control.AuthorityCertificates)
                .Says("The certificates of the certification authority and of the signer of UPO, as PEM"),
            Post("/certificates/{serial}/revoke", RateGroup.None, control.RevokeCertificate).Says("Revoke a KSeF certificate"),
            Post("/certificates/{serial}/block", RateGroup.None, control.BlockCertificate).Says("Block a KSeF certificate"),
            Post("/certificates/{serial}/expire", RateGroup.None, control.ExpireCertificate).Says("Let a KSeF certificate expire now"),
            Post("/sessions/{referenceNumber}/expire", RateGroup.None, control.ExpireSession).Says("Let a session run out of time now", status: 204),
        ];
    }

    private static Route Get(string path, RateGroup limit, Func<Call, Task<Answer>> operation) => new("GET", path, limit, operation);

    private static Route Post(string path, RateGroup limit, Func<Call, Task<Answer>> operation) => new("POST", path, limit, operation);

    private static Route Put(string path, RateGroup limit, Func<Call, Task<Answer>> operation) => new("PUT", path, limit, operation);

    private static Route Delete(string path, RateGroup limit, Func<Call, Task<Answer>> operation) => new("DELETE", path, limit, operation);
}

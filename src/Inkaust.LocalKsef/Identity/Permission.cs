namespace Inkaust.LocalKsef;

/// <summary>What a subject may do in a context; the names are those of the API.</summary>
internal enum Permission
{
    Owner,
    InvoiceRead,
    InvoiceWrite,
    PefInvoiceWrite,
    CredentialsRead,
    CredentialsManage,
    SubunitManage,
    EnforcementOperations,
    Introspection,
    VatUeManage,
    CollectiveIdentifierManage,
}

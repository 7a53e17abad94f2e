using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>Removes a company that has issued nothing. Its keys go with it, and nobody brings them back.</summary>
public sealed class RemoveCompany(CompanyRegister register, KeyRing keys, SignIn signIn)
{
    /// <summary>Removes it.</summary>
    /// <param name="reference">Which.</param>
    /// <param name="isMeant">It was said that its keys may go; else that is only told.</param>
    /// <exception cref="RefusedException">INK-COMPANY-002, 003; 005: it has invoices; 006: nobody said that it is meant.
    /// Nothing was removed.</exception>
    public Company ForGood(CompanyReference reference, bool isMeant) => ForGood(register.Find(reference), isMeant);

    /// <summary>Removes it.</summary>
    /// <param name="company">Which.</param>
    /// <param name="isMeant">It was said that its keys may go; else that is only told.</param>
    /// <exception cref="RefusedException">INK-COMPANY-005, 006. Nothing was removed.</exception>
    public Company ForGood(Company company, bool isMeant)
    {
        if (!isMeant) throw new RefusedException(CompanyFindings.RemovalNeedsAWord(company, keys.Of(company.Id).Count));
        register.Remove(company);
        signIn.Forget(company);
        return company;
    }
}

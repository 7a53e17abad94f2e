using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>A person who signs in to the web app.</summary>
/// <param name="Id">His key.</param>
/// <param name="Email">His address, as he wrote it.</param>
/// <param name="Name">What he is called.</param>
/// <param name="Language">In which language the program speaks to him.</param>
/// <param name="IsOperator">He runs this installation: e-mail, and the companies of the shell, are his to set.</param>
public sealed record Account(AccountId Id, string Email, string Name, Language Language, bool IsOperator);

using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>Which of KSeF's checks an environment makes.</summary>
internal static class KsefKinds
{
    extension(KsefEnvironment environment)
    {
        /// <summary>The production environment alone refuses wrong check digits (KSEF 13).</summary>
        public KsefKind Kind => environment == KsefEnvironment.Production ? KsefKind.Production : KsefKind.Test;
    }
}

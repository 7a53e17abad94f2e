namespace Inkaust.Scan.Pdf;

/// <summary>How coordinates become those of the page (ISO 32000-1, 8.3.3).</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    private const double Farthest = 1e6;

    public static Matrix Identity => new(1, 0, 0, 1, 0, 0);

    /// <summary>First this, then <paramref name="next"/>.</summary>
    public Matrix Then(Matrix next) => new(
        (A * next.A) + (B * next.C), (A * next.B) + (B * next.D), (C * next.A) + (D * next.C), (C * next.B) + (D * next.D),
        (E * next.A) + (F * next.C) + next.E, (E * next.B) + (F * next.D) + next.F);

    /// <summary>A point of the page; what lies far out of it is drawn in.</summary>
    public (float X, float Y) Of(double x, double y) => (Near((A * x) + (C * y) + E), Near((B * x) + (D * y) + F));

    /// <summary>How much longer lines become.</summary>
    public double Scale => Math.Sqrt(Math.Abs((A * D) - (B * C)));

    private static float Near(double value) => (float)(double.IsFinite(value) ? Math.Clamp(value, -Farthest, Farthest) : 0);
}

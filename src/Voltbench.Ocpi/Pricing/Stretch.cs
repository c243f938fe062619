namespace Voltbench.Ocpi.Pricing;

/// <summary>A piece of the record in which nothing changes that a restriction could look at. Times are Unix seconds.</summary>
/// <param name="EnergyBefore">Of the session, Wh.</param>
/// <param name="PowerKw">Null while not charging.</param>
/// <param name="CurrentA">Null while not charging, or not known.</param>
internal readonly record struct Stretch(PeriodKind Kind, long From, long To, decimal EnergyBefore, decimal Energy, decimal? PowerKw, decimal? CurrentA)
{
    public long Seconds => To - From;
}

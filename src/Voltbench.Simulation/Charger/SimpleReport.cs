namespace Voltbench.Simulation.Charger;

/// <summary>A CALL whose answer matters only when there is none.</summary>
internal sealed class SimpleReport(Station station, string action) : ICallOwner
{
    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem(action));
    }
}

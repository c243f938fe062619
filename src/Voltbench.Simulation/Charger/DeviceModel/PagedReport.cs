namespace Voltbench.Simulation.Charger.DeviceModel;

/// <summary>
/// A report that goes out in parts, each after the answer to the one before: the parts of one report are numbered from 0, and all but the last say that more follow.
/// A part that is lost with the connection ends the report; the CSMS asks again.
/// </summary>
/// <param name="station">Who reports.</param>
/// <param name="items">All of it, as it stood when it was asked for.</param>
/// <param name="page">Items, number of the part, whether more follow.</param>
/// <param name="ended">Runs when the last part is answered or lost.</param>
internal sealed class PagedReport<T>(Station station, IReadOnlyList<T> items, Func<IReadOnlyList<T>, int, bool, OutCall> page, Action ended) : ICallOwner
{
    /// <summary>Keeps a part below about 10 KiB.</summary>
    private const int PageSize = 25;

    private int _next;

    public void SendNext()
    {
        var from = _next * PageSize;
        var part = items.Skip(from).Take(PageSize).ToArray();
        station.Calls.Enqueue(page(part, _next++, from + part.Length < items.Count), this, null);
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem("the report"));
        if (answer.End == CallEnd.Lost || _next * PageSize >= items.Count)
            ended();
        else
            SendNext();
    }
}

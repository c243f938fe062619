namespace Voltbench.Lab.Ocpi.Outbox;

/// <content>What happened, and what follows from it.</content>
public sealed partial class OutboxLane
{
    private void Apply(object happened)
    {
        switch (happened)
        {
            case Signal.Look:
                Volatile.Write(ref _isWoken, 0);
                _mustLook = true;
                break;
            case Signal.Poll:
                _mustLook = true;
                _after = 0;
                break;
            case Signal.Now:
                _mustLook = true;
                _after = 0;
                _pausedUntil = default;
                _queue.Release(time.GetUtcNow());
                break;
            case Signal.Lost:
                _isLost = true;
                break;
            case Signal.Broken:
                IsBroken = _isLost = true;
                break;
            case Loaded loaded:
                Apply(loaded);
                break;
            case Delivered delivered:
                Apply(delivered);
                break;
            case Settlement[] settled:
                _isSettling = false;
                foreach (var settlement in settled)
                    _queue.Settled(settlement.Id);
                break;
        }
    }

    private void Apply(Loaded loaded)
    {
        _isLoading = false;
        if (loaded.Failed)
        {
            _mustLook = true;
            Pause(1, null);
            return;
        }

        // It left out what was known when it began and is forgotten now: what it found may come behind that.
        if (_isStale)
        {
            _isStale = false;
            return;
        }

        _peer = loaded.Peer;
        _isGone = _peer is null;
        var now = time.GetUtcNow();
        var isFull = loaded.Rows.Count == loaded.Load.Limit;
        List<OutboxRow> superseded;
        if (loaded.Load.Objects is { } objects)
        {
            superseded = _queue.OfferObjects(objects, loaded.Rows, isFull, now);
        }
        else
        {
            superseded = _queue.Offer(loaded.Rows, now);
            if (loaded.Rows.Count > 0)
                _after = isFull ? loaded.Rows[^1].Id : Math.Max(0, loaded.Rows[^1].Id - IdSlack);
            _mustLook |= isFull;
        }

        foreach (var row in superseded)
            _unsettled.Add(new Settlement(row.Id, SettlementKind.Gone));
        OutboxInstruments.Superseded.Add(superseded.Count);
        if (loaded.Rows.Count > 0)
            _idleSince = time.GetTimestamp();
    }

    private void Apply(Delivered done)
    {
        _idleSince = time.GetTimestamp();
        var row = done.Row;
        var now = time.GetUtcNow();
        if (done.Verdict == DeliveryVerdict.Delivered)
        {
            OutboxInstruments.Delivered.Add(1, OutboxInstruments.Module(row.Module));
            OutboxInstruments.Latency.Record((now - row.CreatedAt).TotalSeconds);
            (_failures, _downs) = (0, 0);
            _unsettled.Add(new Settlement(row.Id, SettlementKind.Gone));
            _queue.Through(row);
            return;
        }

        OutboxInstruments.Failed.Add(1, OutboxInstruments.Module(row.Module), OutboxInstruments.Verdict(done.Verdict));
        var settlement = new Settlement(row.Id, SettlementKind.Retry) { Attempts = row.Attempts + 1, Error = done.Error, NextAttemptAt = now };
        if (done.Verdict == DeliveryVerdict.Rejected)
        {
            (_failures, _downs) = (0, 0);
            if (row is { Method: "PATCH", Refresh: false } && delivery.HasWhole(row.Module))
            {
                _unsettled.Add(settlement with { Kind = SettlementKind.Refresh });
                _queue.Hold(row, now);
                return;
            }
        }

        var isOld = now - row.CreatedAt >= TimeSpan.FromHours(options.MaxAgeHours);
        if (done.Verdict == DeliveryVerdict.Rejected || isOld || (done.Verdict == DeliveryVerdict.Failed && settlement.Attempts >= options.MaxAttempts))
        {
            OutboxInstruments.Dead.Add(1);
            LogDead(row.Method, row.ObjectKey, peerId, settlement.Attempts, done.Error);
            _unsettled.Add(settlement with { Kind = SettlementKind.Dead });
            _queue.Through(row);
        }
        else
        {
            var wait = backoff.After(settlement.Attempts, done.RetryAfter);
            _unsettled.Add(settlement with { NextAttemptAt = now + wait });
            _queue.Hold(row, now + wait);
        }

        if (done.Verdict == DeliveryVerdict.PeerDown || (done.Verdict == DeliveryVerdict.Failed && ++_failures >= TroubleAfter))
            Pause(_downs + 1, done.RetryAfter);
    }

    private void Pause(int downs, TimeSpan? asked)
    {
        // What was on its way when the pause began fails for the same reason.
        var now = time.GetUtcNow();
        if (_pausedUntil > now)
            return;
        _downs = downs;
        _pausedUntil = now + backoff.After(downs, asked);

        // Many peers may be away for long; what they are to be told waits in the database.
        _queue.Forget();
        _after = 0;
        _mustLook = true;
        _isStale = _isLoading;
    }
}

using Voltbench.Simulation.Charger.Metering;

namespace Voltbench.Simulation.Charger;

/// <content>Readings beyond those that every station sends: made at first use.</content>
internal sealed partial class Station
{
    private AlignedData? _alignedData;
    private TransactionSamples? _transactionSamples;
    private MeterSigner? _signer;
    private MainMeter? _mainMeter;

    /// <summary>Clock-aligned readings; made when an interval is set.</summary>
    public AlignedData AlignedData => _alignedData ??= new AlignedData(this);

    /// <summary>Readings for the end of a transaction; made when they are asked for.</summary>
    public TransactionSamples TransactionSamples => _transactionSamples ??= new TransactionSamples(this);

    /// <summary>Somebody asked for such readings.</summary>
    public bool KeepsSamples => _transactionSamples is not null;

    /// <summary>The signing meter; made when readings are signed.</summary>
    public MeterSigner Signer => _signer ??= new MeterSigner(this);

    /// <summary>The meter of the whole station; made when it is first read.</summary>
    public MainMeter MainMeter => _mainMeter ??= new MainMeter(this);

    /// <summary>The same where somebody ever read it.</summary>
    public MainMeter? KnownMainMeter => _mainMeter;

    private void CancelMeterTimers()
    {
        _alignedData?.Cancel();
        _transactionSamples?.Cancel();
    }
}

namespace Voltbench.Ocpp.V16.Types;

/// <summary>How the value of a sample is to be read (§7.49).</summary>
public enum ValueFormat
{
    Raw,
    SignedData,
}

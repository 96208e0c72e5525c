import { BarChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'
import { useFormat } from '../../i18n/format.ts'
import type { ChartDay, Measure, Series } from './usage-series.ts'

interface UsageChartProps {
  days: readonly ChartDay[]
  series: readonly Series[]
  measure: Measure
}

/** Days beside each other, what they are made of one above the other. The table beside it is for those who do not see it. */
export default function UsageChart({ days, series, measure }: UsageChartProps) {
  const format = useFormat()
  const told = measure === 'cost' ? format.money : format.number
  return (
    <BarChart
      h={280}
      type="stacked"
      data={days.map(({ date, sums }) => ({ ...sums, date: format.day(date) }))}
      dataKey="date"
      series={series.map(({ field, name, color }) => ({ name: field, label: name, color }))}
      valueFormatter={told}
      tickLine="none"
      gridAxis="x"
      withLegend={series.length > 1}
      legendProps={{ verticalAlign: 'bottom' }}
      maxBarWidth={44}
      yAxisProps={{ width: 64, allowDecimals: measure === 'cost' }}
      xAxisProps={{ minTickGap: 24 }}
      barChartProps={{ accessibilityLayer: false }}
      barProps={{ isAnimationActive: false }}
      tooltipAnimationDuration={0}
    />
  )
}

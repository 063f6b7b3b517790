# สิ่งที่ความล่าช้าจะทำให้เสีย
today_arrived = หากถึงวันนี้ หัก { $cost }
tomorrow_arrived = ถึงพรุ่งนี้ หัก { $cost }
day_arrived = ถึง{ $day } หัก { $cost }
today_sent = ส่งวันนี้ หัก { $cost }
tomorrow_sent = ส่งพรุ่งนี้ หัก { $cost }
day_sent = ส่ง{ $day } หัก { $cost }
date_arrived = ถึง { $day } หัก { $cost }
date_sent = ส่ง { $day } หัก { $cost }
no_more = หลังจากนั้นไม่หักเพิ่มอีก
provisional = เป็นการคาดการณ์ เพราะยังไม่ประกาศวันหยุดครบ
